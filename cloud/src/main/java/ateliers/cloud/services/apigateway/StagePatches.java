package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.AccessLog;
import ateliers.cloud.executeapi.LogVariables;
import java.util.Arrays;
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
    private static final String PATHS = paths();
    private static final List<String> PROMOTED = Arrays.asList("/deploymentId", "/variables");
    private static final List<String> CANARY =
            Arrays.asList("/canarySettings/deploymentId", "/canarySettings/stageVariableOverrides");
    private static final MethodSetting USUAL = MethodSetting.builder()
            .metricsEnabled(false)
            .dataTraceEnabled(false)
            .throttlingBurstLimit(5000)
            .throttlingRateLimit(10_000.0)
            .cachingEnabled(false)
            .cacheTtlInSeconds(300)
            .cacheDataEncrypted(false)
            .requireAuthorizationForCacheControl(true)
            .unauthorizedCacheControlHeaderStrategy("SUCCEED_WITH_RESPONSE_HEADER")
            .build();

    private final Apis apis;
    private final Api api;

    StagePatches(Apis apis, Api api) {
        this.apis = apis;
        this.api = api;
    }

    /** AWS's list, its missing commas too. */
    private static String paths() {
        String own = "{resourcePath}/{httpMethod}";
        String all = "*/*";
        return "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId,"
                + " /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, "
                + settings(own, "") + settings(all, " ") + "/variables/{variable_name}, /tracingEnabled]";
    }

    private static String settings(String of, String gap) {
        return ("/%1$s/metrics/enabled, /%1$s/logging/dataTrace, /%1$s/logging/loglevel, /%1$s/throttling/burstLimit%2$s"
                        + "/%1$s/throttling/rateLimit%2$s/%1$s/caching/ttlInSeconds, /%1$s/caching/enabled,"
                        + " /%1$s/caching/dataEncrypted, /%1$s/caching/requireAuthorizationForCacheControl,"
                        + " /%1$s/caching/unauthorizedCacheControlHeaderStrategy, ")
                .formatted(of, gap);
    }

    Stage apply(Stage before, List<PatchOperation> patches) {
        Stage stage = before;
        for (PatchOperation patch : patches) {
            stage = apply(stage, patch, patch.path() == null ? "" : patch.path());
        }
        return stage;
    }

    private Stage apply(Stage stage, PatchOperation patch, String path) {
        if (patch.op() == Op.COPY) {
            throw promotion(patch);
        }
        if (patch.op() == Op.MOVE || patch.op() == Op.TEST) {
            throw ApiErrors.bad("Invalid patch operation specified. Must be one of: [add, remove, replace, copy]");
        }
        if (path.startsWith(VARIABLES)) {
            return variable(stage, patch, path.substring(VARIABLES.length()));
        }
        if (path.equals("/accessLogSettings") || path.startsWith("/accessLogSettings/")) {
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
            case "/cacheClusterEnabled" -> caches(Boolean.parseBoolean(patch.value()));
            case "/cacheClusterSize", "/clientCertificateId", "/documentationVersion" ->
                throw Patches.lacking("a stage", path);
            default -> {
                if (path.startsWith("/canarySettings")) {
                    throw Patches.lacking("a stage", path);
                }
                return methodSetting(stage, patch, path.split("/"));
            }
        }
        return changed.build();
    }

    /** Only a canary can be copied, and a stage has none here. */
    private static RuntimeException promotion(PatchOperation patch) {
        if (!PROMOTED.contains(patch.path()) || !CANARY.contains(patch.from())) {
            return ApiErrors.bad("Invalid copy operation with path: " + patch.path() + " and from " + patch.from()
                    + ". Valid copy:path are " + PROMOTED + " and valid copy:from are " + CANARY);
        }
        return ApiErrors.bad("Promotion not available. Canary does not exist.");
    }

    private static Stage variable(Stage stage, PatchOperation patch, String name) {
        Map<String, String> variables = new LinkedHashMap<>(stage.variables());
        if (patch.op() == Op.REMOVE) {
            variables.remove(name);
        } else {
            Stages.checkVariable(name, patch.value());
            variables.put(name, patch.value());
        }
        return stage.toBuilder().variables(variables).build();
    }

    private Stage accessLog(Stage stage, PatchOperation patch, String part) {
        if (patch.op() == Op.REMOVE) {
            if (!part.isEmpty()) {
                throw noSetting("accessLogSettings" + part);
            }
            return stage.toBuilder().accessLogSettings((AccessLogSettings) null).build();
        }
        AccessLogSettings.Builder settings =
                stage.accessLogSettings() == null ? AccessLogSettings.builder() : stage.accessLogSettings().toBuilder();
        if (!part.equals("/format") && !part.equals("/destinationArn")) {
            throw ApiErrors.bad("Invalid accessLogSettings path. Must be one of :"
                    + " [/accessLogSettings/destinationArn, /accessLogSettings/format]");
        }
        if (patch.value() == null || patch.value().isEmpty()) {
            throw ApiErrors.bad("Access Log value must not be empty");
        }
        if (part.equals("/format")) {
            settings.format(format(patch));
            LogVariables.REST.inVain(patch.value()).forEach(this::inert);
        } else {
            settings.destinationArn(destination(patch));
        }
        if (apis.logRole().isEmpty()) {
            throw ApiErrors.bad("CloudWatch Logs role ARN must be set in account settings to enable logging");
        }
        return stage.toBuilder().accessLogSettings(settings.build()).build();
    }

    /** Each line of a log is one request's, and can be told from the others. */
    private static String format(PatchOperation patch) {
        String format = patch.value();
        if (format.stripTrailing().lines().count() > 1) {
            throw ApiErrors.bad(
                    "Access Log format must be single line, new line character is allowed only at end of the"
                            + " format: '" + format + "'");
        }
        if (!format.contains("$context.requestId") && !format.contains("$context.extendedRequestId")) {
            throw ApiErrors.bad("Access Log format must include either $context.requestId or $context.extendedRequestId"
                    + " : '" + format + "'");
        }
        return format;
    }

    private static String destination(PatchOperation patch) {
        if (patch.value().contains(":firehose:")) {
            throw Patches.lacking("a stage (to Firehose)", patch.path());
        }
        if (AccessLog.group(patch.value()).isEmpty()) {
            throw ApiErrors.bad("Invalid ARN specified in the request");
        }
        return patch.value();
    }

    private static RuntimeException noSetting(String what) {
        return ApiErrors.bad(
                "Cannot remove method setting " + what + " because there is no method setting for this method ");
    }

    /** {@code /{resource}/{method}/{area}/{setting}}, the resource's slashes as {@code ~1}; all of them are removed. */
    private Stage methodSetting(Stage stage, PatchOperation patch, String[] parts) {
        boolean removal = patch.op() == Op.REMOVE && parts.length == 3;
        if (parts.length != 5 && !removal) {
            throw ApiErrors.bad("Invalid method setting path: " + patch.path() + ". Must be one of: " + PATHS);
        }
        String key = PatchTarget.unescaped(parts[1]).replaceFirst("^/", "~1").replace("/", "~1") + "/" + parts[2];
        Map<String, MethodSetting> settings = new LinkedHashMap<>(stage.methodSettings());
        if (removal) {
            if (settings.remove(key) == null) {
                throw noSetting(key);
            }
            return stage.toBuilder().methodSettings(settings).build();
        }
        MethodSetting.Builder setting = settings.getOrDefault(key, USUAL).toBuilder();
        switch (parts[3] + "/" + parts[4]) {
            case "throttling/burstLimit" -> setting.throttlingBurstLimit((int) number(patch));
            case "throttling/rateLimit" -> setting.throttlingRateLimit(number(patch));
            case "metrics/enabled" -> setting.metricsEnabled(Boolean.valueOf(patch.value()));
            case "logging/loglevel" -> logLevel(setting, String.valueOf(patch.value()));
            case "logging/dataTrace" -> setting.dataTraceEnabled(Boolean.valueOf(patch.value()));
            case "caching/enabled" -> caches(Boolean.parseBoolean(patch.value()));
            default -> {
                if (parts[3].equals("caching")) {
                    throw Patches.lacking("a stage", patch.path());
                }
                throw ApiErrors.bad("Invalid method setting path: " + patch.path() + ". Must be one of: " + PATHS);
            }
        }
        if (!parts[3].equals("throttling")) {
            inert("the method setting " + patch.path());
        }
        settings.put(key, setting.build());
        return stage.toBuilder().methodSettings(settings).build();
    }

    private static double number(PatchOperation patch) {
        try {
            return Double.parseDouble(String.valueOf(patch.value()));
        } catch (NumberFormatException e) {
            throw ApiErrors.bad("Invalid value for " + patch.path() + ": " + patch.value());
        }
    }

    private void logLevel(MethodSetting.Builder setting, String level) {
        if (!List.of("OFF", "ERROR", "INFO").contains(level)) {
            throw ApiErrors.bad("Invalid logging level: " + level);
        }
        if (!level.equals("OFF") && apis.logRole().isEmpty()) {
            throw ApiErrors.bad("CloudWatch Logs role ARN must be set in account settings to enable logging");
        }
        setting.loggingLevel(level);
    }

    private void inert(String what) {
        apis.inert(apis.arn("/restapis/" + api.id() + "/stages"), what);
    }

    private static void caches(Boolean enabled) {
        if (Boolean.TRUE.equals(enabled)) {
            throw new Unsupported("apigateway: caches of stages");
        }
    }
}
