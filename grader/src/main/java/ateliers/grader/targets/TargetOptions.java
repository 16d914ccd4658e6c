package ateliers.grader.targets;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says of a target.
 *
 * @param endpoint its address
 * @param ca a file with the certificate of the authority by which an HTTPS address is known, in PEM
 * @param image that it is started from, with its tag
 * @param patience how long the grader waits there
 * @param environment variables, of which AWS's own name the region and the keys
 * @param boundary ARN of the policy that is to bound all roles
 */
public record TargetOptions(
        Optional<URI> endpoint,
        Optional<Path> ca,
        Optional<String> image,
        Patience patience,
        Map<String, String> environment,
        Optional<String> boundary) {
    /** Longer than AWS takes for what a criterion waits for without moving time. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    /** Nothing was said. */
    public static final TargetOptions NONE = new TargetOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Patience(USUAL_PATIENCE),
            Map.of(),
            Optional.empty());

    public TargetOptions {
        environment = Map.copyOf(environment);
    }

    public TargetOptions withEndpoint(URI address) {
        return new TargetOptions(Optional.of(address), ca, image, patience, environment, boundary);
    }

    public TargetOptions withPatience(Duration both) {
        return withPatience(new Patience(both));
    }

    public TargetOptions withPatience(Patience other) {
        return new TargetOptions(endpoint, ca, image, other, environment, boundary);
    }

    public TargetOptions withCa(Path file) {
        return new TargetOptions(endpoint, Optional.of(file), image, patience, environment, boundary);
    }

    public TargetOptions withImage(String name) {
        return new TargetOptions(endpoint, ca, Optional.of(name), patience, environment, boundary);
    }

    public TargetOptions withEnvironment(Map<String, String> variables) {
        return new TargetOptions(endpoint, ca, image, patience, variables, boundary);
    }

    public TargetOptions withBoundary(String arn) {
        return new TargetOptions(endpoint, ca, image, patience, environment, Optional.of(arn));
    }

    /** The first of these variables that is set. */
    Optional<String> variable(String... names) {
        for (String name : names) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }
}
