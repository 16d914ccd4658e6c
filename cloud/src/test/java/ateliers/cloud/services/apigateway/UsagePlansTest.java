package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import ateliers.cloud.executeapi.PlayedFunctions;
import ateliers.cloud.executeapi.ProxyEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;

/**
 * API keys and usage plans before methods that ask for a key, over HTTP, as the developer guide tells: "Usage plans and
 * API keys for REST APIs", "Choose an API key source", "Gateway response types".
 */
class UsagePlansTest extends ApiFixture {
    private Caller caller;
    private String key;
    private String value;

    @BeforeEach
    void deploy() {
        mock("GET");
        client.putMethodResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
        client.putIntegrationResponse(
                r -> r.restApiId(api).resourceId(root).httpMethod("GET").statusCode("200"));
        client.updateMethod(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("GET")
                .patchOperations(patch("replace", "/apiKeyRequired", "true")));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
        var made = client.createApiKey(r -> r.name("ada").enabled(true));
        key = made.id();
        value = made.value();
        caller = new Caller(cloud.cloud().endpoint(), api + ".execute-api.eu-west-3.amazonaws.com");
    }

    private ApiStage stage(String name) {
        return ApiStage.builder().apiId(api).stage(name).build();
    }

    private String plan(Consumer<CreateUsagePlanRequest.Builder> more) {
        String plan = client.createUsagePlan(r -> {
                    r.name("basic").apiStages(stage("prod"));
                    more.accept(r);
                })
                .id();
        client.createUsagePlanKey(r -> r.usagePlanId(plan).keyId(key).keyType("API_KEY"));
        return plan;
    }

    private Caller.Reply call() {
        return caller.get("/prod/", "x-api-key", value);
    }

    private static void refused(Caller.Reply reply, int status, String type, String message) {
        assertThat(reply.status() + " " + reply.body()).isEqualTo(status + " {\"message\":\"" + message + "\"}");
        assertThat(reply.header("x-amzn-ErrorType")).containsExactly(type);
    }

    private void forbidden(Caller.Reply reply) {
        refused(reply, 403, "ForbiddenException", "Forbidden");
    }

    private void advance(Duration time) {
        cloud.cloud().clock().advance(time);
    }

    /** Moves on to a day at noon, so that the test is within one. */
    private void toNoonAfter(Predicate<LocalDate> wanted) {
        Instant now = cloud.cloud().clock().instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        while (!wanted.test(day)) {
            day = day.plusDays(1);
        }
        advance(Duration.between(now, day.atTime(12, 0).toInstant(ZoneOffset.UTC)));
    }

    @Test
    void onlyAnEnabledKeyOfAPlanOfTheStageLetsIn() {
        forbidden(caller.get("/prod/"));
        forbidden(caller.get("/prod/", "x-api-key", "nobody's"));
        forbidden(call());

        String plan = plan(r -> {});
        assertThat(call().status()).isEqualTo(200);

        client.updateApiKey(r -> r.apiKey(key).patchOperations(patch("replace", "/enabled", "false")));
        forbidden(call());
        client.updateApiKey(r -> r.apiKey(key).patchOperations(patch("replace", "/enabled", "true")));
        client.updateUsagePlan(r -> r.usagePlanId(plan).patchOperations(patch("remove", "/apiStages", api + ":prod")));
        forbidden(call());
        client.updateUsagePlan(r -> r.usagePlanId(plan).patchOperations(patch("add", "/apiStages", api + ":prod")));
        assertThat(call().status()).isEqualTo(200);
        client.deleteUsagePlanKey(r -> r.usagePlanId(plan).keyId(key));
        forbidden(call());
    }

    @Test
    void aStageThatIsMadeAnewIsInNoPlan() {
        String plan = plan(r -> {});

        client.deleteStage(r -> r.restApiId(api).stageName("prod"));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));

        assertThat(client.getUsagePlan(r -> r.usagePlanId(plan)).apiStages()).isEmpty();
        forbidden(call());
    }

    @Test
    void aDaysQuotaIsThereAgainTheNextDay() {
        String plan = plan(r -> r.quota(q -> q.limit(2).period("DAY")));
        toNoonAfter(day -> true);
        LocalDate today = LocalDate.ofInstant(cloud.cloud().clock().instant(), ZoneOffset.UTC);

        assertThat(call().status() + call().status()).isEqualTo(400);
        refused(call(), 429, "LimitExceededException", "Limit Exceeded");
        advance(Duration.ofDays(1));
        assertThat(call().status()).isEqualTo(200);

        assertThat(client.getUsage(r -> r.usagePlanId(plan)
                                .startDate(today.minusDays(1).toString())
                                .endDate(today.plusDays(1).toString()))
                        .items())
                .isEqualTo(Map.of(key, List.of(List.of(0L, 2L), List.of(2L, 0L), List.of(1L, 1L))));
    }

    @Test
    void aWeekBeginsOnItsDay() {
        plan(r -> r.quota(q -> q.limit(1).period("WEEK").offset(1)));
        toNoonAfter(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY);

        assertThat(call().status()).isEqualTo(200);
        advance(Duration.ofDays(1));
        assertThat(call().status()).as("Sunday").isEqualTo(429);
        advance(Duration.ofDays(1));
        assertThat(call().status()).as("Monday").isEqualTo(200);
    }

    @Test
    void aMonthBeginsOnItsDay() {
        plan(r -> r.quota(q -> q.limit(1).period("MONTH").offset(4)));
        toNoonAfter(day -> day.getDayOfMonth() == 4);

        assertThat(call().status()).isEqualTo(200);
        assertThat(call().status()).isEqualTo(429);
        advance(Duration.ofDays(1));
        assertThat(call().status()).isEqualTo(200);
    }

    @Test
    void moreMayBeGivenUntilThePeriodEnds() {
        String plan = plan(r -> r.quota(q -> q.limit(1).period("DAY")));
        toNoonAfter(day -> true);
        call();
        assertThat(call().status()).isEqualTo(429);

        client.updateUsage(r -> r.usagePlanId(plan).keyId(key).patchOperations(patch("replace", "/remaining", "2")));

        assertThat(call().status() + call().status()).isEqualTo(400);
        assertThat(call().status()).isEqualTo(429);
        advance(Duration.ofDays(1));
        call();
        assertThat(call().status()).isEqualTo(429);
    }

    @Test
    void aPlansThrottleIsThatOfAKey() {
        plan(r -> r.throttle(t -> t.rateLimit(0.001).burstLimit(2))
                .quota(q -> q.limit(3).period("MONTH")));
        toNoonAfter(day -> true);

        assertThat(call().status() + call().status()).isEqualTo(400);
        refused(call(), 429, "TooManyRequestsException", "Too Many Requests");
        advance(Duration.ofSeconds(1001));
        assertThat(call().status()).as("what was throttled did not count").isEqualTo(200);
        advance(Duration.ofSeconds(1001));
        refused(call(), 429, "LimitExceededException", "Limit Exceeded");
    }

    @Test
    void aMethodsThrottleComesInPlaceOfThePlans() {
        plan(r -> r.throttle(t -> t.rateLimit(0.001).burstLimit(1))
                .apiStages(stage("prod").toBuilder()
                        .throttle(Map.of(
                                "//GET",
                                ThrottleSettings.builder()
                                        .rateLimit(0.001)
                                        .burstLimit(3)
                                        .build()))
                        .build()));

        assertThat(call().status() + call().status() + call().status()).isEqualTo(600);
        assertThat(call().status()).isEqualTo(429);
    }

    @Test
    void gatewayResponsesSayItInTheApisWords() {
        client.putGatewayResponse(
                r -> r.restApiId(api).responseType("INVALID_API_KEY").statusCode("401"));
        client.putGatewayResponse(
                r -> r.restApiId(api).responseType("QUOTA_EXCEEDED").statusCode("402"));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
        plan(r -> r.quota(q -> q.limit(1).period("MONTH")));

        assertThat(caller.get("/prod/").status()).isEqualTo(401);
        call();
        assertThat(call().status()).isEqualTo(402);
    }

    @Test
    void anAuthorizerMayNameTheKey() {
        PlayedFunctions functions = new PlayedFunctions(cloud);
        String guard = functions.answering("guard", event -> {
            ObjectNode answer = ProxyEvent.JSON
                    .createObjectNode()
                    .put("principalId", "ada")
                    .put("usageIdentifierKey", event.path("authorizationToken").asText());
            answer.putObject("policyDocument")
                    .put("Version", "2012-10-17")
                    .putArray("Statement")
                    .addObject()
                    .put("Effect", "Allow")
                    .put("Action", "execute-api:Invoke")
                    .put("Resource", "*");
            return answer;
        });
        functions.permit("guard", cloud.cloud().place().arn("execute-api", api + "/authorizers/*"));
        String mirror = functions.mirroring("mirror");
        functions.permit("mirror", cloud.cloud().place().arn("execute-api", api + "/*"));
        String authorizer = client.createAuthorizer(r -> r.restApiId(api)
                        .name("guard")
                        .type("TOKEN")
                        .identitySource("method.request.header.Authorization")
                        .authorizerUri(PlayedFunctions.uri(guard)))
                .id();
        client.updateRestApi(r -> r.restApiId(api).patchOperations(patch("replace", "/apiKeySource", "AUTHORIZER")));
        method(
                "POST",
                r -> r.authorizationType("CUSTOM").authorizerId(authorizer).apiKeyRequired(true));
        client.putIntegration(r -> r.restApiId(api)
                .resourceId(root)
                .httpMethod("POST")
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(PlayedFunctions.uri(mirror)));
        client.createDeployment(r -> r.restApiId(api).stageName("prod"));
        plan(r -> {});

        Caller.Reply named = caller.send("POST", "/prod/", "", "Authorization", value);
        Caller.Reply shown = caller.send("POST", "/prod/", "", "Authorization", "other", "x-api-key", value);

        assertThat(named.status()).as(named.body()).isEqualTo(200);
        assertThat(named.json().at("/requestContext/identity/apiKey").asText()).isEqualTo(value);
        assertThat(named.json().at("/requestContext/identity/apiKeyId").asText())
                .isEqualTo(key);
        forbidden(shown);
        forbidden(call());
    }
}
