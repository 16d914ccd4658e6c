package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Lambda refuses in a configuration. */
final class Checks {
    /** The runtimes that this cloud runs. */
    static final List<String> JAVA = List.of("java25", "java21", "java17", "java11", "java8.al2");

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

    /** Those that AWS has given up, as far as its answers are recorded. */
    private static final Set<String> GONE =
            Set.of("java8", "nodejs14.x", "nodejs12.x", "python3.7", "ruby2.7", "go1.x", "dotnetcore3.1", "provided");

    private static final String VARIABLE = "[a-zA-Z]([a-zA-Z0-9_])+";

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
        LambdaErrors.constraints()
                .pattern("handler", settings.handler(), "[^\\s]+")
                .length("handler", settings.handler(), 0, 128)
                .pattern("role", settings.role(), "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+")
                .between("memorySize", settings.memoryMb(), 128, 10_240)
                .between("timeout", settings.timeout(), 1, 900)
                .between("ephemeralStorage.size", settings.storageMb(), 512, 10_240)
                .oneOf("tracingConfig.mode", settings.tracing(), List.of("Active", "PassThrough"))
                .oneOf("snapStart.applyOn", settings.snapStart(), List.of("PublishedVersions", "None"))
                .oneOf("architectures", settings.architecture(), List.of("x86_64", "arm64"))
                .length("description", settings.description(), 0, 256)
                .pattern("loggingConfig.logGroup", settings.logGroup(), "[\\.\\-_/#A-Za-z0-9]+")
                .require();
        handler(settings.handler());
        variables(settings.variables());
    }

    /** No process can be given such an argument or variable, so that no function would start; AWS tells no words for it. */
    private static boolean canBeGiven(String text) {
        return text.indexOf('\0') < 0;
    }

    private static void handler(String handler) {
        if (handler != null && !canBeGiven(handler)) {
            throw LambdaErrors.invalid("Lambda was unable to configure your handler because it contains the character"
                    + " U+0000, which no handler can have.");
        }
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
        if (GONE.contains(runtime)) {
            throw LambdaErrors.invalid("The runtime parameter of " + runtime + " is no longer supported for creating or"
                    + " updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating"
                    + " functions.");
        }
        List<String> all = new ArrayList<>(OTHERS);
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
        if (!variables.keySet().stream().allMatch(name -> name.matches(VARIABLE))) {
            // names and values are sensitive: AWS shows neither
            throw LambdaErrors.validation(Constraints.detected(List.of("Value at 'environment.variables' failed to"
                    + " satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression"
                    + " pattern: " + VARIABLE + "]")));
        }
        variables.forEach((name, value) -> {
            if (!canBeGiven(value)) {
                throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                        + " environment variables you have provided contains the character U+0000, which no variable can"
                        + " have. Variable used in this request: " + name);
            }
        });
        int size = variables.entrySet().stream()
                .mapToInt(variable ->
                        variable.getKey().length() + variable.getValue().length())
                .sum();
        if (size > 4096) {
            throw LambdaErrors.invalid("Lambda was unable to configure your environment variables because the"
                    + " environment variables you have provided exceeded the 4KB limit. String measured: " + size);
        }
    }

    /** A text that must be given and match a pattern of AWS's model. */
    static void required(String member, String value, String pattern) {
        if (value == null) {
            throw LambdaErrors.missing(member);
        }
        LambdaErrors.constraints().pattern(member, value, pattern).require();
    }
}
