package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** {@code AWS::ApiGateway::Authorizer} and {@code AWS::ApiGatewayV2::Authorizer}, with what they guard. */
class StackAuthorizerTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
              Guard:
                Type: AWS::ApiGateway::Authorizer
                Properties:
                  RestApiId: !Ref Api
                  Name: guard
                  Type: TOKEN
                  IdentitySource: method.request.header.Authorization
                  AuthorizerResultTtlInSeconds: %d
                  AuthorizerUri: !Sub
                    - 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F}/invocations'
                    - {F: !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:guard'}
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: GET
                  AuthorizationType: %s
                  AuthorizerId: !Ref Guard
                  Integration: {Type: MOCK, RequestTemplates: {application/json: '{"statusCode": 200}'}}
            Outputs:
              Guard: {Value: !GetAtt Guard.AuthorizerId}
            """;

    private final String cognito = TEMPLATE.formatted(0, "NONE").replace("Type: TOKEN", "Type: COGNITO_USER_POOLS");

    @Test
    void anAuthorizerIsMadeChangedAndDeletedWithItsStack() {
        Stack made = create(TEMPLATE.formatted(0, "CUSTOM"));

        assertThat(made.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        ApiGatewayClient gateway = client(ApiGatewayClient.class);
        String api = physicalId("Api");
        String id = physicalId("Guard");
        assertThat(output(made, "Guard")).isEqualTo(id);
        String root = gateway.getRestApi(r -> r.restApiId(api)).rootResourceId();
        assertThat(gateway.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .authorizerId())
                .isEqualTo(id);

        assertThat(update(TEMPLATE.formatted(60, "NONE")).stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");

        assertThat(gateway.getAuthorizer(r -> r.restApiId(api).authorizerId(id)).authorizerResultTtlInSeconds())
                .isEqualTo(60);
        assertThat(gateway.getMethod(r -> r.restApiId(api).resourceId(root).httpMethod("GET"))
                        .authorizationType())
                .isEqualTo("NONE");
        delete();
        assertThat(gateway.getRestApis(r -> {}).items()).isEmpty();
    }

    @Test
    void userPoolsAreOurGap() {
        assertThatThrownBy(() -> create(cognito))
                .hasMessageContaining("apigateway: authorizers of type COGNITO_USER_POOLS");
    }

    @Test
    void anAuthorizerOfAnHttpApiIsMadeChangedAndDeletedWithItsStack() {
        String template = """
                Resources:
                  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: shop, ProtocolType: HTTP}}
                  Guard:
                    Type: AWS::ApiGatewayV2::Authorizer
                    Properties:
                      ApiId: !Ref Api
                      Name: guard
                      AuthorizerType: REQUEST
                      AuthorizerPayloadFormatVersion: '2.0'
                      AuthorizerUri: !Sub
                        - 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F}/invocations'
                        - {F: !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:guard'}
                      %s
                  Tokens:
                    Type: AWS::ApiGatewayV2::Authorizer
                    Properties:
                      ApiId: !Ref Api
                      Name: tokens
                      AuthorizerType: JWT
                      IdentitySource: [$request.header.Authorization]
                      JwtConfiguration: {Issuer: 'https://issuer.example.com', Audience: [%s]}
                  Integration:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: AWS_PROXY
                      PayloadFormatVersion: '2.0'
                      IntegrationUri: !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:f'
                  Get:
                    Type: AWS::ApiGatewayV2::Route
                    Properties:
                      ApiId: !Ref Api
                      RouteKey: GET /a
                      Target: !Sub integrations/${Integration}
                      AuthorizationType: JWT
                      AuthorizerId: !Ref Tokens
                      AuthorizationScopes: [orders/read]
                """;
        String remembered = "IdentitySource: [$request.header.X-User]\n      AuthorizerResultTtlInSeconds: 60";

        Stack made = create(template.formatted(remembered, "shop"));

        assertThat(made.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("CREATE_COMPLETE");
        ApiGatewayV2Client gateway = client(ApiGatewayV2Client.class);
        String api = physicalId("Api");
        assertThat(gateway.getRoutes(r -> r.apiId(api)).items())
                .extracting(route -> route.authorizerId() + route.authorizationScopes())
                .containsExactly(physicalId("Tokens") + "[orders/read]");

        Stack changed = update(template.formatted("EnableSimpleResponses: true", "mobile"));

        assertThat(changed.stackStatusAsString()).as(String.valueOf(events())).isEqualTo("UPDATE_COMPLETE");
        var guard = gateway.getAuthorizer(r -> r.apiId(api).authorizerId(physicalId("Guard")));
        assertThat(guard.identitySource()).isEmpty();
        assertThat(guard.authorizerResultTtlInSeconds()).isZero();
        assertThat(guard.enableSimpleResponses()).isTrue();
        assertThat(gateway.getAuthorizer(r -> r.apiId(api).authorizerId(physicalId("Tokens")))
                        .jwtConfiguration()
                        .audience())
                .containsExactly("mobile");
        delete();
        assertThat(gateway.getApis(r -> {}).items()).isEmpty();
    }
}
