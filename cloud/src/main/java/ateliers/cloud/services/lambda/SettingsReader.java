package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Reads configurations from requests. */
final class SettingsReader {
    private SettingsReader() {}

    static Settings created(String name, CreateFunctionRequest request) {
        if (request.role() == null) {
            throw LambdaErrors.missing("role");
        }
        if (request.handler() == null || request.runtimeAsString() == null) {
            throw LambdaErrors.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        List<String> architectures = request.architecturesAsStrings();
        return new Settings(
                request.runtimeAsString(),
                request.handler(),
                request.role(),
                or(request.description(), ""),
                or(request.memorySize(), 128),
                or(request.timeout(), 3),
                request.ephemeralStorage() == null
                        ? 512
                        : request.ephemeralStorage().size(),
                architectures.isEmpty() ? "x86_64" : architectures.get(0),
                request.tracingConfig() == null
                        ? "PassThrough"
                        : or(request.tracingConfig().modeAsString(), "PassThrough"),
                request.snapStart() == null ? "None" : or(request.snapStart().applyOnAsString(), "None"),
                request.environment() == null ? Map.of() : request.environment().variables(),
                deadLetter(request.deadLetterConfig()),
                logGroup(request.loggingConfig(), "/aws/lambda/" + name));
    }

    static Settings updated(Settings now, UpdateFunctionConfigurationRequest request) {
        return new Settings(
                or(request.runtimeAsString(), now.runtime()),
                or(request.handler(), now.handler()),
                or(request.role(), now.role()),
                or(request.description(), now.description()),
                or(request.memorySize(), now.memoryMb()),
                or(request.timeout(), now.timeout()),
                request.ephemeralStorage() == null
                        ? now.storageMb()
                        : request.ephemeralStorage().size(),
                now.architecture(),
                request.tracingConfig() == null
                        ? now.tracing()
                        : or(request.tracingConfig().modeAsString(), "PassThrough"),
                request.snapStart() == null
                        ? now.snapStart()
                        : or(request.snapStart().applyOnAsString(), "None"),
                request.environment() == null
                        ? now.variables()
                        : request.environment().variables(),
                request.deadLetterConfig() == null ? now.deadLetter() : deadLetter(request.deadLetterConfig()),
                logGroup(request.loggingConfig(), now.logGroup()));
    }

    static Settings described(Settings now, String description) {
        return new Settings(
                now.runtime(),
                now.handler(),
                now.role(),
                or(description, now.description()),
                now.memoryMb(),
                now.timeout(),
                now.storageMb(),
                now.architecture(),
                now.tracing(),
                now.snapStart(),
                now.variables(),
                now.deadLetter(),
                now.logGroup());
    }

    private static Optional<String> deadLetter(DeadLetterConfig config) {
        return Optional.ofNullable(config).map(DeadLetterConfig::targetArn).filter(arn -> !arn.isEmpty());
    }

    private static String logGroup(LoggingConfig config, String standard) {
        if (config == null) {
            return standard;
        }
        if (config.logFormat() == LogFormat.JSON) {
            throw new Unsupported("lambda: LoggingConfig.LogFormat JSON");
        }
        return or(config.logGroup(), standard);
    }

    private static <T> T or(T given, T standard) {
        return given == null ? standard : given;
    }
}
