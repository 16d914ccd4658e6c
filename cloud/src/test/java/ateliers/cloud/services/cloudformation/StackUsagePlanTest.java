package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code AWS::ApiGateway::ApiKey}, {@code UsagePlan} and {@code UsagePlanKey}. */
class StackUsagePlanTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: GET
                  AuthorizationType: NONE
                  ApiKeyRequired: true
                  Integration: {Type: MOCK, RequestTemplates: {application/json: '{"statusCode": 200}'}}
              Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref Api}}
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties: {RestApiId: !Ref Api, StageName: prod, DeploymentId: !Ref Deployment}
              Key:
                Type: AWS::ApiGateway::ApiKey
                Properties: {Enabled: %1$s, Value: a-value-of-twenty-characters, Tags: [{Key: team, Value: '%2$s'}]}
              Plan:
                Type: AWS::ApiGateway::UsagePlan
                Properties:
                  Description: %2$s
                  ApiStages: [{ApiId: !Ref Api, Stage: !Ref Stage, Throttle: {/orders/GET: {RateLimit: %3$d, BurstLimit: 2}}}]
                  %4$s
              PlanKey:
                Type: AWS::ApiGateway::UsagePlanKey
                Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}
            Outputs:
              Key: {Value: !GetAtt Key.APIKeyId}
              Plan: {Value: !GetAtt Plan.Id}
              PlanKey: {Value: !Ref PlanKey}
            """;

    @Test
    void aPlanAndItsKeyAreMadeChangedAndDeletedWithTheirStack() {
        Stack made = create(TEMPLATE.formatted(true, "one", 1, "Quota: {Limit: 5, Period: WEEK}"));

        assertThat(made.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("CREATE_COMPLETE");
        ApiGatewayClient gateway = client(ApiGatewayClient.class);
        String key = output(made, "Key");
        String plan = output(made, "Plan");
        assertThat(output(made, "PlanKey")).isEqualTo(key + ":" + plan);
        assertThat(gateway.getUsagePlan(r -> r.usagePlanId(plan)).name()).startsWith("shop-Plan-");
        assertThat(gateway.getUsagePlan(r -> r.usagePlanId(plan)).quota().limit())
                .isEqualTo(5);
        assertThat(gateway.getApiKey(r -> r.apiKey(key)).tags())
                .containsEntry("team", "one")
                .containsEntry("aws:cloudformation:logical-id", "Key");
        assertThat(gateway.getUsagePlanKeys(r -> r.usagePlanId(plan)).items()).hasSize(1);

        Stack changed = update(TEMPLATE.formatted(false, "two", 3, "Throttle: {RateLimit: 7, BurstLimit: 8}"));

        assertThat(changed.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("UPDATE_COMPLETE");
        GetUsagePlanResponse after = gateway.getUsagePlan(r -> r.usagePlanId(plan));
        assertThat(after.quota()).isNull();
        assertThat(after.throttle().burstLimit()).isEqualTo(8);
        assertThat(after.description()).isEqualTo("two");
        assertThat(after.apiStages().get(0).throttle().get("/orders/GET").rateLimit())
                .isEqualTo(3.0);
        assertThat(gateway.getApiKey(r -> r.apiKey(key)).enabled()).isFalse();
        assertThat(gateway.getApiKey(r -> r.apiKey(key)).tags()).containsEntry("team", "two");

        delete();
        assertThat(gateway.getApiKeys(r -> {}).items()).isEmpty();
        assertThat(gateway.getUsagePlans(r -> {}).items()).isEmpty();
    }
}
