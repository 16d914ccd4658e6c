package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** SAM's {@code Auth} from a template to calls over HTTP. What functions answer is played: none is started. */
class StackSamAuthTest extends StackFixture {
    private static final String FUNCTIONS = """
              Guard:
                Type: AWS::Serverless::Function
                Properties: {Runtime: java21, Handler: shop.Guard, CodeUri: s3://code-of-the-shop/f.jar}
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java21
                  Handler: shop.Orders
                  CodeUri: s3://code-of-the-shop/f.jar
                  Events:
            """;
    private static final String REST = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: prod
                  Auth:
                    DefaultAuthorizer: Tokens
                    Authorizers: {Tokens: {FunctionArn: !GetAtt Guard.Arn}}
                    ResourcePolicy: {IpRangeBlacklist: [198.51.100.0/24]}
                    UsagePlan: {CreateUsagePlan: PER_API, Quota: {Limit: 1, Period: MONTH}}
            %s        List: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: get}}
                    Home:
                      Type: Api
                      Properties: {RestApiId: !Ref Api, Path: /, Method: get, Auth: {Authorizer: NONE}}
                    Keyed:
                      Type: Api
                      Properties: {RestApiId: !Ref Api, Path: /keyed, Method: get, Auth: {ApiKeyRequired: true}}
            """.formatted(FUNCTIONS);
    private static final String HTTP = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users:
                        FunctionArn: !GetAtt Guard.Arn
                        AuthorizerPayloadFormatVersion: '2.0'
                        EnableSimpleResponses: true
                        EnableFunctionDefaultPermissions: true
                        Identity: {Headers: [X-User]}
            %s        List: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}
                    Home:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Path: /, Method: get, Auth: {Authorizer: NONE}}
            """.formatted(FUNCTIONS);

    @BeforeEach
    void playFunctions() {
        putCode("f.jar", 1);
        cloud.faults().inject("lambda", "Invoke", request -> true, Integer.MAX_VALUE, (request, real) -> {
            InvokeRequest invoked = (InvokeRequest) request;
            return InvokeResponse.builder()
                    .statusCode(200)
                    .payload(SdkBytes.fromUtf8String(
                            answer(invoked.functionName(), invoked.payload().asUtf8String())))
                    .build();
        });
    }

    private static String answer(String function, String event) {
        if (!function.contains("Guard")) {
            return "{\"statusCode\":200,\"body\":\"orders\"}";
        }
        boolean good = event.contains("good");
        return event.contains("\"version\":\"2.0\"")
                ? "{\"isAuthorized\":" + good + "}"
                : "{\"principalId\":\"ada\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\""
                        + (good ? "Allow" : "Deny")
                        + "\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\"}]}}";
    }

    private Caller caller() {
        return new Caller(cloud.endpoint(), physicalId("Api") + ".execute-api.eu-west-3.amazonaws.com");
    }

    @Test
    void aRestApiAsksItsAuthorizerAndForAKeyWhereAMethodDoes() {
        Stack stack = create(REST);
        assertThat(stack.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("CREATE_COMPLETE");
        Caller caller = caller();

        assertThat(caller.get("/prod/").status()).isEqualTo(200);
        assertThat(caller.get("/prod/orders").status()).isEqualTo(401);
        assertThat(caller.get("/prod/orders", "Authorization", "bad").status()).isEqualTo(403);
        assertThat(caller.get("/prod/orders", "Authorization", "good").status()).isEqualTo(200);
        assertThat(caller.get("/prod/keyed", "Authorization", "good").body()).isEqualTo("{\"message\":\"Forbidden\"}");
        String key = client(ApiGatewayClient.class)
                .getApiKey(r -> r.apiKey(physicalId("ApiApiKey")).includeValue(true))
                .value();
        assertThat(caller.get("/prod/keyed", "Authorization", "good", "x-api-key", key)
                        .status())
                .isEqualTo(200);
        assertThat(caller.get("/prod/keyed", "Authorization", "good", "x-api-key", key)
                        .body())
                .isEqualTo("{\"message\":\"Limit Exceeded\"}");
        delete();
        assertThat(client(ApiGatewayClient.class).getUsagePlans(r -> {}).items())
                .isEmpty();
    }

    @Test
    void anHttpApiAsksItsAuthorizer() {
        Stack stack = create(HTTP);
        assertThat(stack.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("CREATE_COMPLETE");
        Caller caller = caller();

        assertThat(caller.get("/").status()).isEqualTo(200);
        assertThat(caller.get("/orders").status()).isEqualTo(401);
        assertThat(caller.get("/orders", "X-User", "bad").status()).isEqualTo(403);
        assertThat(caller.get("/orders", "X-User", "good").status()).isEqualTo(200);
    }
}
