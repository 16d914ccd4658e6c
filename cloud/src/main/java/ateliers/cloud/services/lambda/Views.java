package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Arn;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/** How Lambda shows a version. */
final class Views {
    private static final String BEING_CREATED = "The function is being created.";

    private Views() {}

    static FunctionConfiguration configuration(Function function, Version version, boolean qualified) {
        Settings settings = version.settings();
        FunctionConfiguration.Builder view = FunctionConfiguration.builder()
                .functionName(function.name)
                .functionArn(qualified ? function.arn + ":" + version.number() : function.arn)
                .runtime(settings.runtime())
                .role(settings.role())
                .handler(settings.handler())
                .codeSize((long) version.code().size())
                .description(settings.description())
                .timeout(settings.timeout())
                .memorySize(settings.memoryMb())
                .lastModified(version.lastModified())
                .codeSha256(version.code().codeSha256())
                .version(version.number())
                .tracingConfig(t -> t.mode(settings.tracing()))
                .revisionId(version.revisionId())
                .state(State.ACTIVE)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .packageType(PackageType.ZIP)
                .architectures(Architecture.fromValue(settings.architecture()))
                .ephemeralStorage(e -> e.size(settings.storageMb()))
                .snapStart(s -> s.applyOn(settings.snapStart()).optimizationStatus(SnapStartOptimizationStatus.OFF))
                .loggingConfig(logging(settings))
                .runtimeVersionConfig(r -> r.runtimeVersionArn(runtimeVersion(function.arn, settings.runtime())));
        settings.deadLetter().ifPresent(arn -> view.deadLetterConfig(d -> d.targetArn(arn)));
        if (!settings.layers().isEmpty()) {
            view.layers(settings.layers().stream()
                    .map(layer -> Layer.builder()
                            .arn(layer.arn())
                            .codeSize((long) layer.content().size())
                            .build())
                    .toList());
        }
        settings.environment().ifPresent(variables -> view.environment(e -> e.variables(variables)));
        FunctionConfiguration ready = view.build();
        if (function.creation.isUnderWay()) {
            return pending(ready);
        }
        return function.isUpdating(version) ? updating(ready) : ready;
    }

    /** As it is while it is being made. */
    static FunctionConfiguration pending(FunctionConfiguration view) {
        return view.toBuilder()
                .state(State.PENDING)
                .stateReason(BEING_CREATED)
                .stateReasonCode(StateReasonCode.CREATING)
                .lastUpdateStatus((String) null)
                .build();
    }

    /** As it is while an update is under way: AWS says of the update that the function is being created. */
    static FunctionConfiguration updating(FunctionConfiguration view) {
        return view.toBuilder()
                .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                .lastUpdateStatusReason(BEING_CREATED)
                .lastUpdateStatusReasonCode("Creating")
                .build();
    }

    /** The version of a runtime that functions get as long as nobody pins one: made up, and the same for all. */
    private static String runtimeVersion(String functionArn, String runtime) {
        String region = Arn.of(functionArn).region();
        return "arn:aws:lambda:" + region + "::runtime:"
                + HexFormat.of().formatHex(DeploymentPackage.sha256(runtime.getBytes(StandardCharsets.UTF_8)));
    }

    private static LoggingConfig logging(Settings settings) {
        LoggingConfig.Builder view = LoggingConfig.builder()
                .logFormat(settings.logging().json() ? LogFormat.JSON : LogFormat.TEXT)
                .logGroup(settings.logGroup());
        if (settings.logging().json()) {
            view.applicationLogLevel(settings.logging().applicationLevel())
                    .systemLogLevel(settings.logging().systemLevel());
        }
        return view.build();
    }

    /** All versions, {@code $LATEST} first, each with its number in its ARN. */
    static List<FunctionConfiguration> versions(Function function) {
        return function.versions().stream()
                .map(version -> configuration(function, version, true))
                .toList();
    }
}
