package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;

class StackHttpApiTest extends StackFixture {
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:f";
    private static final String PARTS = """
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  Name: one
                  ProtocolType: HTTP
                  Description: first
                  CorsConfiguration: {AllowOrigins: ['*'], AllowMethods: [GET], MaxAge: 60}
                  Tags: {team: shop}
              Integration:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: AWS_PROXY
                  IntegrationUri: FUNCTION
                  PayloadFormatVersion: '2.0'
                  TimeoutInMillis: 900
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties:
                  ApiId: !Ref Api
                  RouteKey: GET /one
                  AuthorizationType: AWS_IAM
                  Target: !Sub integrations/${Integration}
              Deployment:
                Type: AWS::ApiGatewayV2::Deployment
                DependsOn: Route
                Properties: {ApiId: !Ref Api, Description: first}
              Stage:
                Type: AWS::ApiGatewayV2::Stage
                Properties:
                  ApiId: !Ref Api
                  StageName: dev
                  DeploymentId: !Ref Deployment
                  StageVariables: {a: '1', b: '2'}
                  RouteSettings: {GET /one: {ThrottlingBurstLimit: 5}}
                  Tags: {team: shop}
            Outputs:
              Endpoint: {Value: !GetAtt Api.ApiEndpoint}
              Arn: {Value: !GetAtt Api.ExecuteApiArn}
              Id: {Value: !GetAtt Api.ApiId}
              Route: {Value: !GetAtt Route.RouteId}
            """.replace("FUNCTION", FUNCTION);

    private ApiGatewayV2Client gateway;

    @BeforeEach
    void gateway() {
        gateway = client(ApiGatewayV2Client.class);
    }

    @Test
    void makesAnApiOfItsParts() {
        Stack stack = create(PARTS);

        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        String id = physicalId("Api");
        GetApiResponse api = gateway.getApi(r -> r.apiId(id));
        assertThat(output(stack, "Endpoint")).isEqualTo(api.apiEndpoint());
        assertThat(output(stack, "Id")).isEqualTo(id);
        assertThat(output(stack, "Arn")).isEqualTo(cloud.place().arn("execute-api", id));
        assertThat(output(stack, "Route")).isEqualTo(physicalId("Route"));
        assertThat(api.tags()).containsEntry("team", "shop").containsEntry("aws:cloudformation:stack-name", "shop");
        assertThat(api.corsConfiguration().maxAge()).isEqualTo(60);
        Route route = gateway.getRoutes(r -> r.apiId(id)).items().get(0);
        assertThat(route.target()).isEqualTo("integrations/" + physicalId("Integration"));
        assertThat(route.authorizationTypeAsString()).isEqualTo("AWS_IAM");
        GetStageResponse stage = gateway.getStage(r -> r.apiId(id).stageName("dev"));
        assertThat(stage.deploymentId()).isEqualTo(physicalId("Deployment"));
        assertThat(stage.stageVariables()).containsEntry("b", "2");
        assertThat(stage.tags()).containsEntry("team", "shop");
        assertThat(stage.routeSettings().get("GET /one").throttlingBurstLimit()).isEqualTo(5);
    }

    @Test
    void changesThemInPlace() {
        create(PARTS);
        String id = physicalId("Api");

        Stack stack = update(PARTS.replace("Name: one", "Name: two")
                .replace("      CorsConfiguration: {AllowOrigins: ['*'], AllowMethods: [GET], MaxAge: 60}\n", "")
                .replace("GET /one", "GET /two")
                .replace("      AuthorizationType: AWS_IAM\n", "")
                .replace("      TimeoutInMillis: 900\n", "")
                .replace("{a: '1', b: '2'}", "{a: '3'}")
                .replace("      RouteSettings: {GET /two: {ThrottlingBurstLimit: 5}}\n", "")
                .replace("team: shop", "team: store"));

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        GetApiResponse api = gateway.getApi(r -> r.apiId(id));
        assertThat(api.name()).isEqualTo("two");
        assertThat(api.corsConfiguration()).isNull();
        assertThat(api.tags()).containsEntry("team", "store");
        Route route = gateway.getRoutes(r -> r.apiId(id)).items().get(0);
        assertThat(route.routeKey()).isEqualTo("GET /two");
        assertThat(route.authorizationTypeAsString()).isEqualTo("NONE");
        assertThat(gateway.getIntegrations(r -> r.apiId(id)).items().get(0).timeoutInMillis())
                .isEqualTo(30_000);
        GetStageResponse stage = gateway.getStage(r -> r.apiId(id).stageName("dev"));
        assertThat(stage.stageVariables()).containsOnlyKeys("a").containsEntry("a", "3");
        assertThat(stage.routeSettings()).isEmpty();
        assertThat(stage.tags()).containsEntry("team", "store");
    }

    @Test
    void deletesThem() {
        create(PARTS);

        delete();

        assertThat(gateway.getApis(r -> {}).items()).isEmpty();
    }

    @Test
    void makesAnApiByQuickCreate() {
        create("""
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties: {Name: quick, ProtocolType: HTTP, RouteKey: GET /hello, Target: FUNCTION}
                """.replace("FUNCTION", FUNCTION));

        String id = physicalId("Api");
        assertThat(gateway.getRoutes(r -> r.apiId(id)).items())
                .extracting(Route::routeKey)
                .containsExactly("GET /hello");
        assertThat(gateway.getStage(r -> r.apiId(id).stageName("$default")).apiGatewayManaged())
                .isTrue();
    }

    @Test
    void makesAnApiOfADocumentInABucketAndOfAnother() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("documents-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        document(s3, "one.yaml", "/one");
        document(s3, "two.yaml", "/two");
        String template = """
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties:
                      BodyS3Location: {Bucket: documents-of-the-shop, Key: KEY}
                      DisableExecuteApiEndpoint: true
                """;

        create(template.replace("KEY", "one.yaml"));
        String id = physicalId("Api");
        update(template.replace("KEY", "two.yaml"));

        assertThat(physicalId("Api")).isEqualTo(id);
        assertThat(gateway.getRoutes(r -> r.apiId(id)).items())
                .extracting(Route::routeKey)
                .containsExactly("GET /two");
        assertThat(gateway.getApi(r -> r.apiId(id)).disableExecuteApiEndpoint()).isTrue();
        assertThat(gateway.getApi(r -> r.apiId(id)).name()).isEqualTo("shop");
    }

    private static void document(S3Client s3, String key, String path) {
        String text = """
                openapi: 3.0.1
                info: {title: shop, version: '1'}
                paths: {PATH: {get: {x-amazon-apigateway-integration: {type: aws_proxy, payloadFormatVersion: '2.0', uri: 'FUNCTION'}}}}
                """.replace("PATH", path).replace("FUNCTION", FUNCTION);
        s3.putObject(r -> r.bucket("documents-of-the-shop").key(key), RequestBody.fromString(text));
    }

    @Test
    void saysWhyAnApiCannotBeMade() {
        Stack stack = create("""
                Resources:
                  Api:
                    Type: AWS::ApiGatewayV2::Api
                    Properties:
                      FailOnWarnings: true
                      Body:
                        openapi: 3.0.1
                        info: {title: shop, version: '1'}
                        paths: {items: {get: {}}}
                """);

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(event -> event.startsWith("Api CREATE_FAILED")
                        && event.contains("Warnings found during import")
                        && event.contains("(Service: ApiGatewayV2, Status Code: 400,"));
    }

    @Test
    void refusesARouteWithoutTheAuthorizerThatItAsksFor() {
        Stack stack = create(PARTS.replace("AuthorizationType: AWS_IAM", "AuthorizationType: JWT"));

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(event ->
                        event.contains("Setting the authorization type to JWT requires a valid JWT authorizer."));
        assertThat(gateway.getApis(r -> {}).items()).isEmpty();
    }
}
