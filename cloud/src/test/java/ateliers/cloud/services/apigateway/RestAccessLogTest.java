package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.iam.IamClient;

/** Access logs of REST APIs, over HTTP, as the developer guide's "Variables for access logging" has them. */
class RestAccessLogTest extends ApiFixture {
    private static final String FORMAT =
            "$context.requestId $context.status|$context.authorizer.principalId|$context.authorizer.plan"
                    + "|$context.authorizer.status|$context.authorizer.error|$context.authorize.status|$context.authorize.error"
                    + "|$context.integration.status|$context.integration.integrationStatus|$context.endpointType"
                    + "|$context.error.responseType|$context.tlsVersion";

    private PlayedFunctions functions;
    private CloudWatchLogsClient logs;
    private Caller caller;

    @BeforeEach
    void deploy() {
        functions = new PlayedFunctions(cloud);
        logs = cloud.client(CloudWatchLogsClient.builder());
        String guard = functions.answering("guard", event -> {
            ObjectNode answer = ProxyEvent.JSON.createObjectNode().put("principalId", "ada");
            answer.putObject("context").put("plan", "gold");
            answer.putObject("policyDocument")
                    .put("Version", "2012-10-17")
                    .putArray("Statement")
                    .addObject()
                    .put("Effect", event.path("authorizationToken").asText())
                    .put("Action", "execute-api:Invoke")
                    .put("Resource", "*");
            return answer;
        });
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
        String orders = functions.answering(
                "orders", event -> ProxyEvent.JSON.createObjectNode().put("statusCode", 404));
        functions.permit("orders", cloud.cloud().place().arn("execute-api", api + "/*"));
        String authorizer = client.createAuthorizer(r -> r.restApiId(api)
                        .name("guard")
                        .type("TOKEN")
                        .identitySource("method.request.header.Authorization")
                        .authorizerUri(PlayedFunctions.uri(guard)))
                .id();
        method("GET", r -> r.authorizationType("CUSTOM").authorizerId(authorizer));
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(PlayedFunctions.uri(orders)));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
        writeLogs();
        caller = new Caller(cloud.cloud().endpoint(), api + ".execute-api.eu-west-3.amazonaws.com");
    }

    private void writeLogs() {
        String role = functions.role("apigateway.amazonaws.com");
        cloud.client(IamClient.builder())
                .putRolePolicy(r -> r.roleName(role.substring(role.indexOf('/') + 1))
                        .policyName("logs")
                        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                                + "\"logs:*\",\"Resource\":\"*\"}]}"));
        client.updateAccount(r -> r.patchOperations(patch("replace", "/cloudwatchRoleArn", role)));
        logs.createLogGroup(r -> r.logGroupName("access"));
        client.updateStage(r -> r.restApiId(api)
                .stageName("prod")
                .patchOperations(
                        patch("replace", "/accessLogSettings/format", FORMAT),
                        patch(
                                "replace",
                                "/accessLogSettings/destinationArn",
                                cloud.cloud().place().arn("logs", "log-group:access"))));
    }

    private String line(String... headers) {
        caller.get("/prod/", headers);
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(20))).isTrue();
        return logs.filterLogEvents(r -> r.logGroupName("access")).events().stream()
                .map(FilteredLogEvent::message)
                .map(message -> message.substring(message.indexOf(' ') + 1))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void whomTheAuthorizerLetsInIsLoggedWithItsContext() {
        assertThat(line("Authorization", "Allow")).isEqualTo("404|ada|gold|200|-|200|-|404|200|EDGE|-|-");
    }

    @Test
    void whomItDeniesIsLoggedWithTheDenial() {
        String denial = "User is not authorized to access this resource with an explicit deny";

        assertThat(line("Authorization", "Deny"))
                .isEqualTo("403|-|-|403|-|403|" + denial + "|-|-|EDGE|ACCESS_DENIED|-");
    }

    @Test
    void whomItDoesNotSeeIsLoggedToo() {
        assertThat(line()).isEqualTo("401|-|-|401|-|-|-|-|-|EDGE|UNAUTHORIZED|-");
    }

    @Test
    void anAnswerThatIsNoneIsLoggedAsTheAuthorizersError() {
        assertThat(line("Authorization", "Perhaps"))
                .startsWith("500|-|-|500|Execution failed due to configuration error: Could not parse policy");
    }

    @Test
    void theJournalSaysWhichVariableIsAlwaysADash() {
        assertThat(cloud.cloud().journal().entries())
                .extracting(Entry::message)
                .contains("the variable $context.tlsVersion of access logs, always a dash here, has no effect here");
    }

    @Test
    void aFormatThatDoesNotNameTheRequestOrHasSeveralLinesIsRefused() {
        refused(
                "$context.status",
                "Access Log format must include either $context.requestId or $context.extendedRequestId :"
                        + " '$context.status'");
        refused(
                "$context.requestId\n$context.status",
                "Access Log format must be single line, new line character is allowed only at end of the format:"
                        + " '$context.requestId\n$context.status'");
        assertThatCode(() -> format("$context.extendedRequestId\n")).doesNotThrowAnyException();
    }

    private void refused(String format, String words) {
        assertThatThrownBy(() -> format(format))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(words);
    }

    private void format(String format) {
        client.updateStage(r -> r.restApiId(api)
                .stageName("prod")
                .patchOperations(patch("replace", "/accessLogSettings/format", format)));
    }
}
