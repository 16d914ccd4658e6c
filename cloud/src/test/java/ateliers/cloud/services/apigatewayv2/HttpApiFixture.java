package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.FakeFunctions;
import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;

/** HTTP APIs at a door of their own, before functions that are not real. */
abstract class HttpApiFixture {
    static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:f";

    final FakeFunctions functions = new FakeFunctions();
    final TestServices cloud = new TestServices(functions, new ApiGatewayV2Service());
    final ApiGatewayV2Client client = cloud.client(ApiGatewayV2Client.class);

    @AfterEach
    void close() {
        cloud.close();
    }

    /** An API without anything. */
    String api() {
        return client.createApi(r -> r.name("shop").protocolType("HTTP")).apiId();
    }

    String integration(String api) {
        return client.createIntegration(r -> r.apiId(api)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("2.0")
                        .integrationUri(FUNCTION))
                .integrationId();
    }

    String route(String api, String key) {
        String integration = integration(api);
        return client.createRoute(r -> r.apiId(api).routeKey(key).target("integrations/" + integration))
                .routeId();
    }

    int status(String api, String target) {
        return new Visitor(cloud.door, api).get(target).status();
    }

    /** A call is refused as {@code Code: words}. */
    static void refused(Runnable call, String refusal) {
        assertThat(TestServices.refusal(call)).isEqualTo(refusal);
    }

    List<String> inert() {
        return cloud.journal.entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.INERT)
                .map(Entry::message)
                .toList();
    }
}
