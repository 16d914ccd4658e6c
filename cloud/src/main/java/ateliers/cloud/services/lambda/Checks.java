package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Lambda refuses in a configuration. */
final class Checks {
    /** The runtimes that this cloud runs. */
    static final List<String> JAVA = List.of("java25", "java21", "java17", "java11", "java8.al2", "java8");

    private static final List<String> OTHERS = List.of(
            "nodejs24.x",
            "nodejs22.x",
            "nodejs20.x",
            "nodejs18.x",
            "python3.14",
            "python3.13",
            "python3.12",
            "python3.11",
            "python3.10",
            "python3.9",
            "dotnet8",
            "dotnet6",
            "ruby3.4",
            "ruby3.3",
            "ruby3.2",
            "provided.al2023",
            "provided.al2");

    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    private Checks() {}

    static void settings(Settings settings) {
        runtime(settings.runtime());
        pattern(settings.handler(), "handler", "[^\\s]+");
        if (settings.handler().length() > 128) {
            throw LambdaErrors.constraint(settings.handler(), "handler", "have length less than or equal to 128");
        }
        pattern(settings.role(), "role", "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
        range(settings.memoryMb(), "memorySize", 128, 10_240);
        range(settings.timeout(), "timeout", 1, 900);
        range(settings.storageMb(), "ephemeralStorage.size", 512, 10_240);
        oneOf(settings.tracing(), "tracingConfig.mode", "Active", "PassThrough");
        oneOf(settings.snapStart(), "snapStart.applyOn", "PublishedVersions", "None");
        oneOf(settings.architecture(), "architectures", "x86_64", "arm64");
        if (settings.description().length() > 256) {
            throw LambdaErrors.constraint(
                    settings.description(), "description", "have length less than or equal to 256");
        }
        pattern(settings.logGroup(), "loggingConfig.logGroup", "[\\.\\-_/#A-Za-z0-9]+");
        variables(settings.variables());
    }

    private static void runtime(String runtime) {
        if (runtime == null) {
            throw LambdaErrors.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        if (JAVA.contains(runtime)) {
            return;
        }
        if (OTHERS.contains(runtime)) {
            throw new Unsupported("lambda: the runtime " + runtime);
        }
        List<String> all = new java.util.ArrayList<>(OTHERS);
        all.addAll(JAVA);
        throw LambdaErrors.invalid("Value " + runtime + " at 'runtime' failed to satisfy constraint: Member must"
                + " satisfy enum value set: " + all + " or be a valid ARN");
    }

    private static void variables(Map<String, String> variables) {
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        if (!reserved.isEmpty()) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                    + " environment variables you have provided contains reserved keys that are currently not supported"
                    + " for modification. Reserved keys used in this request: " + String.join(", ", reserved));
        }
        int size = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            pattern(variable.getKey(), "environment.variables", "[a-zA-Z]([a-zA-Z0-9_])+");
            size += variable.getKey().length() + variable.getValue().length();
        }
        if (size > 4096) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                    + " environment variables you have provided exceeded the 4KB limit. String measured: " + size);
        }
    }

    static void pattern(String value, String member, String pattern) {
        if (value == null) {
            throw LambdaErrors.missing(member);
        }
        if (!value.matches(pattern)) {
            throw LambdaErrors.constraint(value, member, "satisfy regular expression pattern: " + pattern);
        }
    }

    private static void oneOf(String value, String member, String... values) {
        if (!List.of(values).contains(value)) {
            throw LambdaErrors.constraint(value, member, "satisfy enum value set: " + List.of(values));
        }
    }

    static void range(int value, String member, int least, int most) {
        if (value < least) {
            throw LambdaErrors.constraint(value, member, "have value greater than or equal to " + least);
        }
        if (value > most) {
            throw LambdaErrors.constraint(value, member, "have value less than or equal to " + most);
        }
    }
}
