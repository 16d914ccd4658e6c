package ateliers.cloud.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a sandbox needs to know of a function's version.
 *
 * @param name the function's name
 * @param version {@code $LATEST} or a number
 * @param runtime for example {@code java21}
 * @param handler {@code package.Class}, or {@code package.Class::method}
 * @param memoryMb the heap's limit
 * @param storageMb the limit of its temporary files
 * @param timeout how long one invocation may take
 * @param code what runs
 * @param variables the function's own environment variables
 * @param platformVariables those that depend on the cloud: region, endpoint, log group
 * @param credentials asked at each sandbox's start: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
 * @param logging in which form, and from which level on
 * @param logs takes the lines
 */
public record FunctionSpec(
        String name,
        String version,
        String runtime,
        String handler,
        int memoryMb,
        int storageMb,
        Duration timeout,
        FunctionCode code,
        Map<String, String> variables,
        Map<String, String> platformVariables,
        Supplier<Map<String, String>> credentials,
        LogSettings logging,
        LogReceiver logs) {
    public FunctionSpec {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(handler);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(code);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(logging);
        Objects.requireNonNull(logs);
        variables = Map.copyOf(variables);
        platformVariables = Map.copyOf(platformVariables);
    }
}
