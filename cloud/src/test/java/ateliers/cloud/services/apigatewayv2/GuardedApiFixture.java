package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;

/** A cloud with an HTTP API whose routes a test guards, reached over HTTP. */
abstract class GuardedApiFixture {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    ApiGatewayV2Client client;
    PlayedFunctions functions;
    Caller caller;
    String api;
    private String integration;

    @BeforeEach
    void makeApi() {
        client = cloud.client(ApiGatewayV2Client.builder());
        functions = new PlayedFunctions(cloud);
        api = client.createApi(r -> r.name("shop").protocolType("HTTP")).apiId();
        String mirror = functions.mirroring("mirror");
        functions.permit("mirror", arn("*"));
        integration = integration(mirror, "2.0");
        client.createStage(r -> r.apiId(api).stageName("$default").autoDeploy(true));
        caller = new Caller(cloud.cloud().endpoint(), api + ".execute-api.eu-west-3.amazonaws.com");
    }

    /** The ARN of a part of the API. */
    String arn(String part) {
        return cloud.cloud().place().arn("execute-api", api + "/" + part);
    }

    String integration(String function, String version) {
        return client.createIntegration(r -> r.apiId(api)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion(version)
                        .integrationUri(function))
                .integrationId();
    }

    /** A new route that leads to a mirror of its events. */
    void route(String key, Consumer<CreateRouteRequest.Builder> more) {
        client.createRoute(r -> {
            r.apiId(api).routeKey(key).target("integrations/" + integration);
            more.accept(r);
        });
    }

    static void answers(Caller.Reply reply, int status, String message) {
        assertThat(reply.status() + " " + reply.body()).isEqualTo(status + " {\"message\":\"" + message + "\"}");
    }

    static void refused(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(words));
    }
}
