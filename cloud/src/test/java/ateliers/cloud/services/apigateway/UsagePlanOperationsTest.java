package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;

/**
 * API keys and usage plans as the control plane keeps them, recorded against AWS (LocalStack's snapshots of {@code
 * TestUsagePlans}); the refusals to delete a plan and to patch it are those that users report.
 */
class UsagePlanOperationsTest extends ApiFixture {
    private String plan;

    @BeforeEach
    void deploy() {
        mock("GET");
        client.createDeployment(r -> r.restApiId(api).stageName("dev"));
        plan = client.createUsagePlan(r -> r.name("basic").apiStages(stage("dev")))
                .id();
    }

    private ApiStage stage(String name) {
        return ApiStage.builder().apiId(api).stage(name).build();
    }

    private UpdateUsagePlanResponse update(PatchOperation... patches) {
        return client.updateUsagePlan(r -> r.usagePlanId(plan).patchOperations(patches));
    }

    @Test
    void aPlanGetsItsLimitsByPatches() {
        UpdateUsagePlanResponse updated = update(
                patch("replace", "/throttle/burstLimit", "100"),
                patch("replace", "/throttle/rateLimit", "200"),
                patch("replace", "/quota/period", "MONTH"),
                patch("replace", "/quota/limit", "5000"));

        assertThat(updated.quota())
                .isEqualTo(QuotaSettings.builder()
                        .limit(5000)
                        .offset(0)
                        .period("MONTH")
                        .build());
        assertThat(updated.throttle())
                .isEqualTo(ThrottleSettings.builder()
                        .burstLimit(100)
                        .rateLimit(200.0)
                        .build());
        assertThat(updated.hasTags()).isTrue();
        assertThat(client.getUsagePlans(r -> {}).items())
                .singleElement()
                .satisfies(item -> assertThat(item.hasTags()).isFalse());
        assertThat(update(patch("remove", "/quota", null), patch("remove", "/throttle", null))
                        .quota())
                .isNull();
    }

    @Test
    void aMethodsThrottleIsPatchedByItsEscapedPath() {
        String of = "/apiStages/" + api + ":dev/throttle";

        UpdateUsagePlanResponse set = update(
                patch("replace", of + "/~1orders~1{id}/GET/rateLimit", "5"),
                patch("replace", of + "/~1orders~1{id}/GET/burstLimit", "6"));

        assertThat(set.apiStages().get(0).throttle())
                .isEqualTo(Map.of(
                        "/orders/{id}/GET",
                        ThrottleSettings.builder().rateLimit(5.0).burstLimit(6).build()));
        assertThat(update(patch("remove", of + "/~1orders~1{id}/GET", null))
                        .apiStages()
                        .get(0)
                        .throttle())
                .isEmpty();
    }

    @Test
    void whatIsNoStageOfThePlanIsRefused() {
        notFound(
                () -> client.updateUsagePlan(r ->
                        r.usagePlanId(plan + "1").patchOperations(patch("replace", "/throttle/burstLimit", "100"))),
                "Invalid Usage Plan ID specified");
        bad(() -> update(patch("remove", "/apiStages", null)), "Invalid API Stage specified");
        bad(() -> update(patch("remove", "/apiStages", "fakevalue")), "Invalid API Stage specified");
        notFound(
                () -> update(patch("remove", "/apiStages", api + "b:dev")),
                "Invalid API Stage {api: " + api + "b, stage: dev} specified for usageplan " + plan);
        notFound(
                () -> update(patch("remove", "/apiStages", api + ":fakestagename")),
                "Invalid API Stage {api: " + api + ", stage: fakestagename} specified for usageplan " + plan);
        notFound(() -> update(patch("add", "/apiStages", api + ":none")), "API Stage not found: " + api + ":none");
        notFound(
                () -> client.createUsagePlan(r -> r.name("b").apiStages(stage("none"))),
                "API Stage not found: " + api + ":none");
        bad(
                () -> update(patch("remove", "/apiStages/" + api + ":dev", null)),
                "Invalid patch path  '/apiStages/" + api + ":dev' specified for op 'remove'. Must be one of:"
                        + " [/apiStages, /quota, /throttle, /productCode,"
                        + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>,"
                        + " /apiStages/<apidId:stageName>/throttle]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, DAY, 0, Usage Plan quota limit must be greater than zero",
        "1, YEAR, 0, 'Usage Plan quota period must be one of [DAY, WEEK, MONTH]'",
        "1, DAY, 1, Usage Plan quota offset must be between 0 and 0 in the DAY period",
        "1, WEEK, 7, Usage Plan quota offset must be between 0 and 6 in the WEEK period",
        "1, MONTH, 28, Usage Plan quota offset must be between 0 and 27 in the MONTH period"
    })
    void aQuotaThatMakesNoSenseIsRefused(int limit, String period, int offset, String words) {
        bad(
                () -> client.createUsagePlan(r ->
                        r.name("b").quota(q -> q.limit(limit).period(period).offset(offset))),
                words);
    }

    @Test
    void aPlanWithStagesStays() {
        bad(
                () -> client.deleteUsagePlan(r -> r.usagePlanId(plan)),
                "Cannot delete Usage Plan " + plan + " because there are API Stages associated with it, including "
                        + api + ":dev");

        client.deleteRestApi(r -> r.restApiId(api));
        client.deleteUsagePlan(r -> r.usagePlanId(plan));
        assertThat(client.getUsagePlans(r -> {}).items()).isEmpty();
    }

    @Test
    void aKeyShowsItsValueToWhoAsks() {
        CreateApiKeyResponse made = client.createApiKey(r -> r.name("ada").customerId("c1"));
        client.createApiKey(r -> r.name("bob").value("a-value-of-twenty-characters"));

        assertThat(made.enabled()).isFalse();
        assertThat(made.value()).hasSize(40);
        assertThat(client.getApiKey(r -> r.apiKey(made.id())).value()).isNull();
        assertThat(client.getApiKey(r -> r.apiKey(made.id()).includeValue(true)).value())
                .isEqualTo(made.value());
        assertThat(client.getApiKeys(r -> r.includeValues(true)).items())
                .hasSize(2)
                .allMatch(key -> key.value() != null);
        assertThat(client.getApiKeys(r -> r.nameQuery("bo")).items())
                .singleElement()
                .satisfies(key -> assertThat(key.value()).isNull());
        assertThat(client.getApiKeys(r -> r.customerId("c1")).items()).hasSize(1);
        client.updateApiKey(r -> r.apiKey(made.id())
                .patchOperations(
                        patch("replace", "/name", "eve"),
                        patch("replace", "/description", "d"),
                        patch("replace", "/customerId", "c2"),
                        patch("replace", "/enabled", "true")));
        assertThat(client.getApiKey(r -> r.apiKey(made.id())))
                .extracting(key -> key.name() + key.description() + key.customerId() + key.enabled())
                .isEqualTo("evedc2true");
        client.deleteApiKey(r -> r.apiKey(made.id()));
        notFound(() -> client.getApiKey(r -> r.apiKey(made.id())), "Invalid API Key identifier specified");
    }

    @Test
    void aValueIsLongAndOnesOwn() {
        client.createApiKey(r -> r.value("a-value-of-twenty-characters"));

        bad(() -> client.createApiKey(r -> r.value("short")), "API Key value should be at least 20 characters");
        bad(() -> client.createApiKey(r -> r.value("x".repeat(129))), "API Key value should be at most 128 characters");
        refused(
                () -> client.createApiKey(r -> r.value("a-value-of-twenty-characters")),
                409,
                "ConflictException",
                "API Key already exists");
    }

    @Test
    void aKeyOfAPlanIsShownWithItsValueAndGoesWithIt() {
        CreateApiKeyResponse key = client.createApiKey(r -> r.name("ada"));
        notFound(
                () -> client.createUsagePlanKey(
                        r -> r.usagePlanId(plan).keyId("none").keyType("API_KEY")),
                "Invalid API Key identifier specified");

        CreateUsagePlanKeyResponse joined = client.createUsagePlanKey(
                r -> r.usagePlanId(plan).keyId(key.id()).keyType("API_KEY"));

        assertThat(joined.id() + joined.name() + joined.type() + joined.value())
                .isEqualTo(key.id() + "adaAPI_KEY" + key.value());
        assertThat(client.getUsagePlanKeys(r -> r.usagePlanId(plan).nameQuery("a"))
                        .items())
                .hasSize(1);
        assertThat(client.getUsagePlanKey(r -> r.usagePlanId(plan).keyId(key.id()))
                        .value())
                .isEqualTo(key.value());
        assertThat(client.getUsagePlans(r -> r.keyId(key.id())).items()).hasSize(1);
        assertThat(client.getApiKey(r -> r.apiKey(key.id())).stageKeys()).containsExactly(api + "/dev");
        client.deleteApiKey(r -> r.apiKey(key.id()));
        assertThat(client.getUsagePlanKeys(r -> r.usagePlanId(plan)).items()).isEmpty();
    }

    @Test
    void usageIsAskedForByDays() {
        bad(
                () -> client.getUsage(
                        r -> r.usagePlanId(plan).startDate("2026/01/01").endDate("2026-01-02")),
                "Invalid date format specified for startDate. Expected format is yyyy-MM-dd");
        bad(
                () -> client.getUsage(
                        r -> r.usagePlanId(plan).startDate("2026-01-02").endDate("2026-01-01")),
                "Invalid date range specified: the end must be between 0 and 90 days after the start");
        assertThat(client.getUsage(
                                r -> r.usagePlanId(plan).startDate("2026-01-01").endDate("2026-01-02"))
                        .items())
                .isEmpty();
    }

    @Test
    void keysAndPlansHaveTags() {
        String key = client.createApiKey(r -> r.tags(Map.of("a", "1"))).id();

        for (String arn : List.of("/apikeys/" + key, "/usageplans/" + plan)) {
            String whole = "arn:aws:apigateway:eu-west-3::" + arn;
            client.tagResource(r -> r.resourceArn(whole).tags(Map.of("b", "2")));
            client.untagResource(r -> r.resourceArn(whole).tagKeys("a"));
            assertThat(client.getTags(r -> r.resourceArn(whole)).tags()).isEqualTo(Map.of("b", "2"));
        }
    }
}
