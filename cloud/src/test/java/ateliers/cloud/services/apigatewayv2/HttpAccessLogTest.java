package ateliers.cloud.services.apigatewayv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;
import software.amazon.awssdk.services.iam.IamClient;

/** Access logs of HTTP APIs, over HTTP. The API may not invoke its function, which the logs tell. */
class HttpAccessLogTest {
    private static final String FORMAT =
            "$context.requestId $context.routeKey $context.status $context.integrationErrorMessage";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private ApiGatewayV2Client client;
    private CloudWatchLogsClient logs;
    private String id;
    private String destination;

    @BeforeEach
    void make() {
        client = cloud.client(ApiGatewayV2Client.builder());
        logs = cloud.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(r -> r.logGroupName("access"));
        destination = cloud.cloud().place().arn("logs", "log-group:access:*");
        id = client.createApi(r -> r.name("shop").protocolType("HTTP")).apiId();
        String integration = client.createIntegration(r -> r.apiId(id)
                        .integrationType("AWS_PROXY")
                        .payloadFormatVersion("2.0")
                        .integrationUri(cloud.cloud().place().arn("lambda", "function:none")))
                .integrationId();
        client.createRoute(r -> r.apiId(id).routeKey("GET /a").target("integrations/" + integration));
    }

    private Caller.Reply call() {
        Caller caller = new Caller(cloud.cloud().endpoint(), id + ".execute-api.eu-west-3.amazonaws.com");
        Caller.Reply reply = caller.get("/a");
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(20))).isTrue();
        return reply;
    }

    private List<String> lines() {
        return logs.filterLogEvents(r -> r.logGroupName("access")).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private void stage(ApiGatewayV2Client by, String format) {
        by.createStage(r -> r.apiId(id)
                .stageName("$default")
                .autoDeploy(true)
                .accessLogSettings(s -> s.destinationArn(destination).format(format)));
    }

    @Test
    void logDeliveryWritesALineForEachRequestUntilItIsTurnedOff() {
        stage(client, FORMAT);

        Caller.Reply reply = call();

        assertThat(reply.status()).isEqualTo(500);
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(reply.header("apigw-requestid").get(0)
                                + " GET /a 500 The IAM role configured on the integration or"
                                + " API Gateway doesn't have permissions to call the integration."));
        assertThat(logs.describeResourcePolicies(r -> {}).resourcePolicies())
                .extracting(ResourcePolicy::policyName)
                .containsExactly("AWSLogDeliveryWrite20150319");

        client.deleteAccessLogSettings(r -> r.apiId(id).stageName("$default"));
        call();

        assertThat(lines()).hasSize(1);
        assertThat(client.getStage(r -> r.apiId(id).stageName("$default")).accessLogSettings())
                .isNull();
    }

    @Test
    void withoutItsPolicyLogDeliveryIsKeptOut() {
        stage(client, FORMAT);
        logs.deleteResourcePolicy(r -> r.policyName("AWSLogDeliveryWrite20150319"));

        call();

        assertThat(lines()).isEmpty();
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry -> entry.operation().equals("access log")
                        && entry.message().contains("logs:CreateLogStream"));
    }

    @Test
    void aDefectOfTheLogsCostsItsOwnLinesAndIsInTheJournal() {
        stage(client, FORMAT);
        cloud.cloud().faults().inject("logs", "PutLogEvents", request -> true, 1, (request, real) -> {
            throw new IllegalStateException("broken");
        });

        call();
        Caller.Reply later = call();

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith(later.header("apigw-requestid").get(0)));
        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.operation().equals("access log"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo(Entry.Kind.DEFECT);
                    assertThat(entry.resource()).isEqualTo("access");
                    assertThat(entry.message()).isEqualTo("broken");
                });
    }

    @Test
    void whoMayNotDeliverLogsMayNotTurnThemOn() {
        IamClient iam = cloud.client(IamClient.builder());
        Principal user = cloud.user("dev");
        iam.putUserPolicy(r -> r.userName("dev").policyName("apis").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["apigateway:*","logs:Put*"],
                 "Resource":"*"}]}"""));
        ApiGatewayV2Client dev = cloud.clientAs(user, ApiGatewayV2Client.builder());

        refused(() -> stage(dev, FORMAT), "Insufficient permissions to enable logging");
        assertThat(client.getStages(r -> r.apiId(id)).items()).isEmpty();
    }

    @Test
    void whatIsWrongWithSettingsIsRefused() {
        refused(
                () -> stage(client, "$context.status"),
                "Access Log format must contain $context.requestId or $context.extendedRequestId");
        refused(() -> stage(client, "$context.requestId\n$context.status"), "Access Log format must be a single line");
        destination = "arn:aws:sqs:eu-west-3:123456789012:q";
        refused(() -> stage(client, FORMAT), "Invalid ARN specified in the request");
    }

    @Test
    void whatTheAuthorizerSaysIsLogged() {
        PlayedFunctions functions = new PlayedFunctions(cloud);
        String guard = functions.answering(
                "guard",
                event -> ProxyEvent.JSON
                        .createObjectNode()
                        .put(
                                "isAuthorized",
                                event.path("identitySource").path(0).asText().equals("ada"))
                        .set("context", ProxyEvent.JSON.createObjectNode().put("plan", 7)));
        functions.permit("guard", cloud.cloud().place().arn("execute-api", id + "/authorizers/*"));
        String authorizer = client.createAuthorizer(r -> r.apiId(id)
                        .name("guard")
                        .authorizerType("REQUEST")
                        .authorizerUri(PlayedFunctions.uri(guard))
                        .authorizerPayloadFormatVersion("2.0")
                        .enableSimpleResponses(true)
                        .identitySource("$request.header.X-User"))
                .authorizerId();
        String route = client.getRoutes(r -> r.apiId(id)).items().get(0).routeId();
        client.updateRoute(
                r -> r.apiId(id).routeId(route).authorizationType("CUSTOM").authorizerId(authorizer));
        stage(
                client,
                "$context.requestId $context.status $context.authorizer.plan $context.error.message"
                        + " $context.dataProcessed $context.awsEndpointRequestId2");

        Caller caller = new Caller(cloud.cloud().endpoint(), id + ".execute-api.eu-west-3.amazonaws.com");
        caller.get("/a", "X-User", "ada");
        caller.get("/a", "X-User", "eve");
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(20))).isTrue();

        assertThat(lines())
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly("500 7 Internal Server Error 35 -", "403 - Forbidden 23 -");
        assertThat(cloud.cloud().journal().entries())
                .extracting(Entry::message)
                .contains(
                        "the variable $context.awsEndpointRequestId2 of access logs, always a dash here, has no effect"
                                + " here");
    }

    private static void refused(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(words));
    }
}
