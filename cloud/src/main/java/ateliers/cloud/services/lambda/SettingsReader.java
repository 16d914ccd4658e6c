package ateliers.cloud.services.lambda;

import ateliers.cloud.sandbox.LogSettings;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** Reads configurations from requests. */
final class SettingsReader {
    private static final List<String> FORMATS = List.of("JSON", "Text");
    private static final List<String> APPLICATION_LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final List<String> SYSTEM_LEVELS = List.of("DEBUG", "INFO", "WARN");

    private SettingsReader() {}

    static Settings created(String name, CreateFunctionRequest request, List<LayerVersion> layers) {
        if (request.role() == null) {
            throw LambdaErrors.missing("role");
        }
        if (request.handler() == null || request.runtimeAsString() == null) {
            throw LambdaErrors.invalid("Runtime and Handler are mandatory parameters for functions created with"
                    + " deployment packages.");
        }
        return new Settings(
                request.runtimeAsString(),
                request.handler(),
                request.role(),
                or(request.description(), ""),
                or(request.memorySize(), 128),
                or(request.timeout(), 3),
                storage(request.ephemeralStorage(), 512),
                architecture(request.architecturesAsStrings(), "x86_64"),
                request.tracingConfig() == null
                        ? "PassThrough"
                        : or(request.tracingConfig().modeAsString(), "PassThrough"),
                request.snapStart() == null ? "None" : or(request.snapStart().applyOnAsString(), "None"),
                environment(request.environment()),
                deadLetter(request.deadLetterConfig()),
                logging(request.loggingConfig(), LogSettings.TEXT),
                logGroup(request.loggingConfig(), "/aws/lambda/" + name),
                layers);
    }

    /** @param layers those that it has then */
    static Settings updated(Settings now, UpdateFunctionConfigurationRequest request, List<LayerVersion> layers) {
        return new Settings(
                or(request.runtimeAsString(), now.runtime()),
                or(request.handler(), now.handler()),
                or(request.role(), now.role()),
                or(request.description(), now.description()),
                or(request.memorySize(), now.memoryMb()),
                or(request.timeout(), now.timeout()),
                storage(request.ephemeralStorage(), now.storageMb()),
                now.architecture(),
                request.tracingConfig() == null
                        ? now.tracing()
                        : or(request.tracingConfig().modeAsString(), "PassThrough"),
                request.snapStart() == null
                        ? now.snapStart()
                        : or(request.snapStart().applyOnAsString(), "None"),
                request.environment() == null ? now.environment() : environment(request.environment()),
                request.deadLetterConfig() == null ? now.deadLetter() : deadLetter(request.deadLetterConfig()),
                logging(request.loggingConfig(), now.logging()),
                logGroup(request.loggingConfig(), now.logGroup()),
                layers);
    }

    /** The configuration of new code. */
    static Settings built(Settings now, UpdateFunctionCodeRequest request) {
        return with(now, now.description(), architecture(request.architecturesAsStrings(), now.architecture()));
    }

    static Settings described(Settings now, String description) {
        return with(now, or(description, now.description()), now.architecture());
    }

    private static Settings with(Settings now, String description, String architecture) {
        return new Settings(
                now.runtime(),
                now.handler(),
                now.role(),
                description,
                now.memoryMb(),
                now.timeout(),
                now.storageMb(),
                architecture,
                now.tracing(),
                now.snapStart(),
                now.environment(),
                now.deadLetter(),
                now.logging(),
                now.logGroup(),
                now.layers());
    }

    private static Optional<Map<String, String>> environment(Environment given) {
        return Optional.ofNullable(given).map(Environment::variables);
    }

    private static int storage(EphemeralStorage storage, int standard) {
        if (storage == null) {
            return standard;
        }
        if (storage.size() == null) {
            throw LambdaErrors.missing("ephemeralStorage.size");
        }
        return storage.size();
    }

    private static String architecture(List<String> given, String standard) {
        LambdaErrors.constraints()
                .length("architectures", given, given.size(), 0, 1)
                .require();
        return given.isEmpty() ? standard : given.get(0);
    }

    private static Optional<String> deadLetter(DeadLetterConfig config) {
        return Optional.ofNullable(config).map(DeadLetterConfig::targetArn).filter(arn -> !arn.isEmpty());
    }

    /** Text has no levels; JSON begins with {@code INFO}. */
    private static LogSettings logging(LoggingConfig config, LogSettings now) {
        if (config == null) {
            return now;
        }
        LambdaErrors.constraints()
                .oneOf("loggingConfig.logFormat", config.logFormatAsString(), FORMATS)
                .oneOf("loggingConfig.applicationLogLevel", config.applicationLogLevelAsString(), APPLICATION_LEVELS)
                .oneOf("loggingConfig.systemLogLevel", config.systemLogLevelAsString(), SYSTEM_LEVELS)
                .require();
        boolean json = config.logFormatAsString() == null ? now.json() : config.logFormat() == LogFormat.JSON;
        boolean levels = config.applicationLogLevelAsString() != null || config.systemLogLevelAsString() != null;
        if (!json && levels) {
            throw LambdaErrors.invalid(
                    "LogLevel is not supported when LogFormat is set to \"Text\". Remove LogLevel from"
                            + " your request or change the LogFormat to \"Json\" and try again.");
        }
        if (!json) {
            return LogSettings.TEXT;
        }
        return new LogSettings(
                true,
                or(config.applicationLogLevelAsString(), now.json() ? now.applicationLevel() : "INFO"),
                or(config.systemLogLevelAsString(), now.json() ? now.systemLevel() : "INFO"));
    }

    private static String logGroup(LoggingConfig config, String standard) {
        return config == null ? standard : or(config.logGroup(), standard);
    }

    private static <T> T or(T given, T standard) {
        return given == null ? standard : given;
    }
}
