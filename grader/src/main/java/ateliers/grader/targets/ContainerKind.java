package ateliers.grader.targets;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** An emulator in a container that Docker starts for one grading, and that goes with it. */
abstract class ContainerKind implements TargetKind {
    private static final Duration READY = Duration.ofMinutes(2);

    private final String name;
    private final String usualImage;
    private final List<String> variables;
    private final Containers containers;

    /** @param variables of this machine that the container is given, where they are set */
    ContainerKind(String name, String usualImage, List<String> variables, Containers containers) {
        this.name = name;
        this.usualImage = usualImage;
        this.variables = variables;
        this.containers = containers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean usesImage() {
        return true;
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        return options.endpoint()
                .map(address -> ("--endpoint ne va pas avec la cible %s, que le correcteur démarre lui-même :"
                                + " pour une qui tourne déjà, --target endpoint.")
                        .formatted(name));
    }

    @Override
    public Targets open(TargetOptions options) {
        Map<String, String> given = new HashMap<>();
        for (String variable : variables) {
            options.variable(variable).ifPresent(value -> given.put(variable, value));
        }
        String image = options.image().orElse(usualImage);
        Containers.Container container = containers.start(image, given);
        try {
            return new InContainer(ready(container, image, options), container::remove);
        } catch (RuntimeException e) {
            container.remove();
            throw e;
        }
    }

    private Targets ready(Containers.Container container, String image, TargetOptions options) {
        RemoteTargets.Where where = new RemoteTargets.Where(
                name,
                container.address(),
                Optional.empty(),
                Region.of(options.variable("AWS_REGION", "AWS_DEFAULT_REGION").orElse(EndpointKind.USUAL_REGION)),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EndpointKind.ANY_KEY, EndpointKind.ANY_KEY)),
                options.patience());
        AtomicReference<Targets> opened = new AtomicReference<>();
        AtomicReference<GraderException> last = new AtomicReference<>();
        RealTime.await(
                () -> {
                    try {
                        opened.set(RemoteTargets.open(where));
                    } catch (GraderException e) {
                        last.set(e);
                    }
                    return opened.get() != null || !container.isRunning();
                },
                READY);
        if (opened.get() == null) {
            String what = container.isRunning()
                    ? "ne répond pas comme AWS en %d min. %s"
                            .formatted(READY.toMinutes(), last.get().getMessage())
                    : "s'est arrêtée avant de répondre.";
            throw new GraderException(
                    "L'image %s a démarré, mais %s%nSes derniers mots :%n%s"
                            .formatted(image, what, container.lastWords()),
                    last.get());
        }
        return opened.get();
    }

    /** Targets that go with their container. */
    private record InContainer(Targets targets, Runnable end) implements Targets {
        @Override
        public Target get() {
            return targets.get();
        }

        @Override
        public String conditions() {
            return targets.conditions();
        }

        @Override
        public Optional<Patience> patience() {
            return targets.patience();
        }

        @Override
        public boolean areAsAws() {
            return targets.areAsAws();
        }

        @Override
        public void close() {
            targets.close();
            end.run();
        }
    }
}
