package ateliers.grader.targets;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** An emulator in a container that Docker starts for one grading, and that goes with it. */
abstract class ContainerKind implements TargetKind {
    /** Where all of them listen. */
    private static final int PORT = 4566;

    private static final Duration READY = Duration.ofMinutes(2);

    /** They run functions in containers beside their own. */
    private static final String SOCKET = "/var/run/docker.sock";

    private static final String UNIX = "unix://";

    private final String name;
    private final String usualImage;
    private final List<String> variables;
    private final Docker docker;

    /** @param variables of this machine that the container is given, where they are set */
    ContainerKind(String name, String usualImage, List<String> variables, Docker docker) {
        this.name = name;
        this.usualImage = usualImage;
        this.variables = variables;
        this.docker = docker;
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
        docker.requireDaemon();
        List<String> settings =
                new ArrayList<>(List.of("--publish", "127.0.0.1::" + PORT, "--volume", socket(options) + ":" + SOCKET));
        for (String variable : variables) {
            // Without a value, so that none stands on a command line that others can read.
            options.variable(variable).ifPresent(set -> settings.addAll(List.of("--env", variable)));
        }
        String image = options.image().orElse(usualImage);
        String container = docker.run(settings, image);
        try {
            return new InContainer(ready(container, image, options), () -> docker.remove(container));
        } catch (RuntimeException e) {
            docker.remove(container);
            throw e;
        }
    }

    /** Where Docker listens on this machine; where it does not at its usual place, its own variable says so. */
    private static String socket(TargetOptions options) {
        return options.variable("DOCKER_HOST")
                .filter(host -> host.startsWith(UNIX))
                .map(host -> host.substring(UNIX.length()))
                .orElse(SOCKET);
    }

    private Targets ready(String container, String image, TargetOptions options) {
        RemoteTargets.Where where = new RemoteTargets.Where(
                name,
                URI.create("http://127.0.0.1:" + docker.port(container, PORT)),
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
                    return opened.get() != null;
                },
                READY);
        if (opened.get() == null) {
            throw new GraderException(
                    "L'image %s a démarré, mais ne répond pas comme AWS en %d min. %s%nSes derniers mots :%n%s"
                            .formatted(image, READY.toMinutes(), last.get().getMessage(), docker.log(container)),
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
        public Optional<Duration> patience() {
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
