package ateliers.grader.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;

/**
 * What the grader has made on a target that outlives it. It watches the calls of all clients, so that nobody has to think of it:
 * what they make gets the run's tag, is remembered before it is made, and is removed at the end, also when somebody ends it in the
 * middle. A request that makes what nobody would remove is refused.
 */
final class Made implements ExecutionInterceptor {
    /** They make parts of what is removed whole. */
    private static final Set<String> PARTS =
            Set.of("CreateMultipartUploadRequest", "CreateServiceSpecificCredentialRequest", "CreateAccessKeyRequest");

    /** A call that was under way when the end came may take this long; what it made is removed too. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(20);

    private static final ExecutionAttribute<Boolean> COUNTED = new ExecutionAttribute<>("ateliers.made");

    private final String run;
    private final Bounds bounds;
    private final Set<Thing> things = new LinkedHashSet<>();
    private int underWay;
    private boolean ended;

    /** @param run the value of the tag */
    Made(String run, Bounds bounds) {
        this.run = run;
        this.bounds = bounds;
    }

    private record Thing(Makes sort, String name) {
        /** What a stack names bears its name, which begins so; a rule is known with its bus before it. */
        boolean bears(String prefix) {
            return name.substring(name.lastIndexOf('/') + 1).contains(prefix);
        }
    }

    private static Optional<Thing> thing(SdkRequest request) {
        for (Makes sort : Makes.ALL) {
            Optional<String> name = sort.madeBy(request);
            if (name.isPresent()) {
                return Optional.of(new Thing(sort, name.get()));
            }
        }
        String type = request.getClass().getSimpleName();
        if (type.startsWith("Create") && !PARTS.contains(type)) {
            throw new GraderException("Le correcteur ne sait pas retirer ce que fait " + type + ".");
        }
        return Optional.empty();
    }

    @Override
    public synchronized void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
        Optional<Thing> made = thing(call.request());
        if (made.isPresent()) {
            if (ended) {
                throw new GraderException("La notation est terminée.");
            }
            if (!made.get().bears(bounds.prefix())) {
                throw new GraderException("Sur ce compte, le correcteur ne fait rien dont le nom ne porte pas %s : %s."
                        .formatted(bounds.prefix(), made.get().name()));
            }
            things.add(made.get());
            underWay++;
            attributes.putAttribute(COUNTED, true);
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest call, ExecutionAttributes attributes) {
        return thing(call.request())
                .map(made -> bounded(made.sort().tagged(call.request(), run)))
                .orElse(call.request());
    }

    private SdkRequest bounded(SdkRequest request) {
        return request instanceof CreateUserRequest user && bounds.boundary().isPresent()
                ? user.toBuilder().permissionsBoundary(bounds.boundary().get()).build()
                : request;
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        ended(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution call, ExecutionAttributes attributes) {
        ended(attributes);
    }

    private synchronized void ended(ExecutionAttributes attributes) {
        if (attributes.getAttribute(COUNTED) != null) {
            attributes.putAttribute(COUNTED, null);
            underWay--;
        }
    }

    private synchronized boolean isQuiet() {
        return underWay == 0;
    }

    private synchronized List<Thing> end() {
        ended = true;
        return List.copyOf(things);
    }

    /**
     * Removes all of it; without effect the second time.
     *
     * @throws GraderException that names what could not be removed
     */
    void remove(AwsClients aws) {
        end();
        RealTime.await(this::isQuiet, UNDER_WAY);
        List<String> left = new ArrayList<>();
        for (Makes sort : Makes.ALL) {
            for (Thing thing : end()) {
                if (thing.sort() == sort) {
                    remove(aws, thing).ifPresent(left::add);
                }
            }
        }
        if (!left.isEmpty()) {
            throw new GraderException("Il reste sur la cible, avec l'étiquette %s = %s :%n%s"
                    .formatted(Makes.TAG, run, String.join("\n", left)));
        }
    }

    /** Says what is left, and why. */
    private Optional<String> remove(AwsClients aws, Thing thing) {
        try {
            thing.sort().remove(aws, thing.name());
            synchronized (this) {
                things.remove(thing);
            }
            return Optional.empty();
        } catch (AwsServiceException e) {
            return Optional.of(left(thing, Words.of(e)));
        } catch (SdkException | GraderException e) {
            return Optional.of(left(thing, e.getMessage()));
        }
    }

    private static String left(Thing thing, String why) {
        return "- %s %s : %s".formatted(thing.sort().noun(), thing.name(), why);
    }
}
