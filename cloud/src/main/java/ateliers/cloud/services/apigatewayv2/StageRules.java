package ateliers.cloud.services.apigatewayv2;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * What a stage of an HTTP API may be. Metrics have no effect here, and the journal says so.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html">Stages for HTTP
 *     APIs</a>
 */
final class StageRules {
    private static final Pattern NAME = Pattern.compile("\\$default|[a-zA-Z0-9_-]{1,128}");

    private final HttpApis apis;
    private final HttpApi api;

    StageRules(HttpApis apis, HttpApi api) {
        this.apis = apis;
        this.api = api;
    }

    /** The stage with what AWS adds to it, when it fits the API. */
    Stage complete(Stage wanted) {
        String name = wanted.stageName();
        if (name == null || !NAME.matcher(name).matches()) {
            throw ApiErrors.bad("Stage name only allows a-zA-Z0-9_-");
        }
        ApiErrors.webSocketOnly(wanted, "ClientCertificateId");
        wanted.stageVariables().forEach((variable, value) -> {
            if (!variable.matches("\\w+") || !value.matches("[A-Za-z0-9-._~:/?#&=,]*")) {
                throw ApiErrors.bad("Stage variable values may only contain alphanumeric characters and -._~:/?#&=,");
            }
        });
        if (wanted.deploymentId() != null) {
            api.deployment(wanted.deploymentId());
        }
        if (wanted.defaultRouteSettings() != null) {
            settings(wanted.defaultRouteSettings(), name, "the default route");
        }
        wanted.routeSettings().forEach((key, settings) -> {
            if (api.routeByKey(key).isEmpty()) {
                throw ApiErrors.notFound("Unable to find Route by key " + key + " within the provided RouteSettings");
            }
            settings(settings, name, "the route " + key);
        });
        return wanted.toBuilder()
                .autoDeploy(Boolean.TRUE.equals(wanted.autoDeploy()))
                .defaultRouteSettings(withMetrics(wanted.defaultRouteSettings()))
                .routeSettings(new LinkedHashMap<>(wanted.routeSettings()))
                .stageVariables(new LinkedHashMap<>(wanted.stageVariables()))
                .tags(new LinkedHashMap<>(wanted.tags()))
                .build();
    }

    private static RouteSettings withMetrics(RouteSettings given) {
        RouteSettings settings = given == null ? RouteSettings.builder().build() : given;
        return settings.toBuilder()
                .detailedMetricsEnabled(Boolean.TRUE.equals(settings.detailedMetricsEnabled()))
                .build();
    }

    private void settings(RouteSettings settings, String stage, String where) {
        if (settings.loggingLevelAsString() != null || Boolean.TRUE.equals(settings.dataTraceEnabled())) {
            throw ApiErrors.bad("Execution logs are not supported on protocolType HTTP");
        }
        String resource = "/apis/" + api.id() + "/stages/" + stage;
        if (Boolean.TRUE.equals(settings.detailedMetricsEnabled())) {
            apis.inert(resource, "detailed metrics of " + where);
        }
    }

    /** Some variables set over others; an empty value removes its variable. */
    static Map<String, String> merged(Map<String, String> before, Map<String, String> change) {
        Map<String, String> variables = new LinkedHashMap<>(before);
        variables.putAll(change);
        variables.values().removeIf(String::isEmpty);
        return variables;
    }
}
