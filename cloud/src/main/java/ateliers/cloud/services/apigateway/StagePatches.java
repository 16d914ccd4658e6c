package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.AccessLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.AccessLogSettings;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** Patch operations on stages: description, deployment, variables, access logs, and method settings. */
final class StagePatches {
    private static final String VARIABLES = "/variables/";

    private final Apis apis;
    private final Api api;

    StagePatches(Apis apis, Api api) {
        this.apis = apis;
        this.api = api;
    }

    Stage apply(Stage before, List<PatchOperation> patches) {
        Stage stage = before;
        for (PatchOperation patch : patches) {
            stage = apply(stage, patch, patch.path() == null ? "" : patch.path());
        }
        return stage;
    }

    private Stage apply(Stage stage, PatchOperation patch, String path) {
        if (path.startsWith(VARIABLES)) {
            return variable(stage, patch, path.substring(VARIABLES.length()));
        }
        if (path.startsWith("/accessLogSettings")) {
            return accessLog(stage, patch, path.substring("/accessLogSettings".length()));
        }
        Stage.Builder changed = stage.toBuilder();
        switch (path) {
            case "/description" -> changed.description(patch.value());
            case "/deploymentId" ->
                changed.deploymentId(api.deployment(patch.value()).info().id());
            case "/tracingEnabled" -> {
                inert("X-Ray tracing");
                changed.tracingEnabled(Boolean.parseBoolean(patch.value()));
            }
            default -> {
                return methodSetting(stage, patch, path.split("/"));
            }
        }
        return changed.build();
    }

    private static Stage variable(Stage stage, PatchOperation patch, String name) {
        Map<String, String> variables = new LinkedHashMap<>(stage.variables());
        if (patch.op() == Op.REMOVE) {
            variables.remove(name);
        } else {
            variables.put(name, patch.value());
        }
        return stage.toBuilder().variables(variables).build();
    }

    private Stage accessLog(Stage stage, PatchOperation patch, String part) {
        if (patch.op() == Op.REMOVE) {
            return stage.toBuilder().accessLogSettings((AccessLogSettings) null).build();
        }
        AccessLogSettings.Builder settings =
                stage.accessLogSettings() == null ? AccessLogSettings.builder() : stage.accessLogSettings().toBuilder();
        if (part.equals("/format")) {
            settings.format(patch.value());
        } else if (part.equals("/destinationArn")) {
            if (patch.value() != null && patch.value().contains(":firehose:")) {
                throw Patches.lacking("stage (to Firehose)", patch.path());
            }
            if (AccessLog.group(patch.value()).isEmpty()) {
                throw ApiErrors.bad("Invalid ARN specified in the request");
            }
            settings.destinationArn(patch.value());
        } else {
            throw Patches.invalid(patch);
        }
        if (apis.logRole().isEmpty()) {
            throw ApiErrors.bad("CloudWatch Logs role ARN must be set in account settings to enable logging");
        }
        return stage.toBuilder().accessLogSettings(settings.build()).build();
    }

    /** {@code /{resource}/{method}/{area}/{setting}}, the resource's slashes as {@code ~1}. */
    private Stage methodSetting(Stage stage, PatchOperation patch, String[] parts) {
        if (parts.length != 5) {
            throw Patches.lacking("stage", patch.path());
        }
        String key = Patches.unescaped(parts[1]).replaceFirst("^/", "~1").replace("/", "~1") + "/" + parts[2];
        Map<String, MethodSetting> settings = new LinkedHashMap<>(stage.methodSettings());
        MethodSetting.Builder setting =
                settings.getOrDefault(key, MethodSetting.builder().build()).toBuilder();
        switch (parts[3] + "/" + parts[4]) {
            case "throttling/burstLimit" -> setting.throttlingBurstLimit(Integer.valueOf(patch.value()));
            case "throttling/rateLimit" -> setting.throttlingRateLimit(Double.valueOf(patch.value()));
            case "metrics/enabled" -> setting.metricsEnabled(Boolean.valueOf(patch.value()));
            case "logging/loglevel" -> logLevel(setting, patch.value());
            case "logging/dataTrace" -> setting.dataTraceEnabled(Boolean.valueOf(patch.value()));
            default -> throw Patches.lacking("stage", patch.path());
        }
        inert("the method setting " + patch.path());
        settings.put(key, setting.build());
        return stage.toBuilder().methodSettings(settings).build();
    }

    private void logLevel(MethodSetting.Builder setting, String level) {
        if (!level.equals("OFF") && apis.logRole().isEmpty()) {
            throw ApiErrors.bad("CloudWatch Logs role ARN must be set in account settings to enable logging");
        }
        setting.loggingLevel(level);
    }

    private void inert(String what) {
        apis.inert(apis.arn("/restapis/" + api.id() + "/stages"), what);
    }
}
