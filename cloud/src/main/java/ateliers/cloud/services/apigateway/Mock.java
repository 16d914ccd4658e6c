package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.ContextVariables;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;

/** Mock integrations: the request's template says a status, which chooses the integration response. */
final class Mock {
    private static final String JSON = "application/json";
    private static final String HEADER = "method.response.header.";

    private Mock() {}

    /** @throws RestFault when no response fits */
    static WireResponse answer(Method method, Visit visit) {
        Integration integration = method.methodIntegration();
        String status = status(integration, visit);
        IntegrationResponse response = chosen(integration, status)
                .orElseThrow(() -> RestFault.configuration("no integration response for the status " + status));
        if (!method.methodResponses().containsKey(response.statusCode())) {
            throw RestFault.configuration(
                    "Output mapping refers to an invalid method response: " + response.statusCode());
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(JSON));
        response.responseParameters().forEach((name, value) -> {
            if (name.startsWith(HEADER)) {
                headers.put(name.substring(HEADER.length()), List.of(GatewayResponses.value(value, visit)));
            }
        });
        String body = "";
        if (!response.responseTemplates().isEmpty()) {
            Map.Entry<String, String> template = response.responseTemplates().containsKey(JSON)
                    ? Map.entry(JSON, response.responseTemplates().get(JSON))
                    : response.responseTemplates().entrySet().iterator().next();
            body = ContextVariables.fill(template.getValue(), visit::get);
            headers.putIfAbsent("Content-Type", List.of(template.getKey()));
        }
        return new WireResponse(
                Integer.parseInt(response.statusCode()), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<IntegrationResponse> chosen(Integration integration, String status) {
        Optional<IntegrationResponse> fitting = integration.integrationResponses().values().stream()
                .filter(each -> !isDefault(each) && status.matches(each.selectionPattern()))
                .findFirst();
        return fitting.isPresent()
                ? fitting
                : integration.integrationResponses().values().stream()
                        .filter(Mock::isDefault)
                        .findFirst();
    }

    private static boolean isDefault(IntegrationResponse response) {
        return response.selectionPattern() == null
                || response.selectionPattern().isEmpty();
    }

    private static String status(Integration integration, Visit visit) {
        Map<String, String> templates = integration.requestTemplates();
        String type = visit.request()
                .header("Content-Type")
                .map(value -> value.split(";", 2)[0].trim().toLowerCase(Locale.ROOT))
                .orElse(JSON);
        String template = templates.get(type);
        if (template == null) {
            String passthrough = integration.passthroughBehavior();
            boolean refused =
                    "NEVER".equals(passthrough) || "WHEN_NO_TEMPLATES".equals(passthrough) && !templates.isEmpty();
            if (refused) {
                throw RestFault.unsupportedMediaType();
            }
            template = new String(visit.body(), StandardCharsets.UTF_8);
        } else {
            template = ContextVariables.fill(template, visit::get);
        }
        JsonNode status;
        try {
            status = ProxyEvent.JSON.readTree(template).path("statusCode");
        } catch (IOException e) {
            throw RestFault.configuration("the mock's request template gives no JSON");
        }
        if (!status.canConvertToInt() && !status.asText().matches("\\d{3}")) {
            throw RestFault.configuration("the mock's request template gives no statusCode");
        }
        return status.asText();
    }
}
