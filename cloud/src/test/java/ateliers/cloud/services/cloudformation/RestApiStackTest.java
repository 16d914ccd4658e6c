package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.Mirror;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetRestApiResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.s3.S3Client;

/** A REST API written by hand, resource by resource, and reached over HTTP. */
class RestApiStackTest extends StackFixture {
    private static final String FUNCTION = """
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  Code: {S3Bucket: code-of-the-shop, S3Key: mirror.jar}
                  Handler: %s
                  Role: !GetAtt Role.Arn
                  Runtime: java21
                  Timeout: 60
              Permission:
                Type: AWS::Lambda::Permission
                Properties:
                  Action: lambda:InvokeFunction
                  FunctionName: !Ref Function
                  Principal: apigateway.amazonaws.com
                  SourceArn: !Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders'
            """.formatted(Mirror.class.getName());

    /** What is formatted in: the second method's header, its status, the path part, what the deployment is called. */
    private static final String TEMPLATE = """
            Resources:
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}
              Orders:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: %3$s}
              Order:
                Type: AWS::ApiGateway::Model
                Properties:
                  RestApiId: !Ref Api
                  Name: Order
                  ContentType: application/json
                  Schema: {type: object, required: [sku]}
              Validator:
                Type: AWS::ApiGateway::RequestValidator
                Properties: {RestApiId: !Ref Api, Name: bodies, ValidateRequestBody: true}
              Denied:
                Type: AWS::ApiGateway::GatewayResponse
                Properties:
                  RestApiId: !Ref Api
                  ResponseType: DEFAULT_4XX
                  ResponseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Orders
                  HttpMethod: GET
                  AuthorizationType: NONE
                  Integration:
                    Type: AWS_PROXY
                    IntegrationHttpMethod: POST
                    Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations'
              Post:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Orders
                  HttpMethod: POST
                  AuthorizationType: NONE
                  RequestValidatorId: !Ref Validator
                  RequestModels: {application/json: !Ref Order}
                  Integration:
                    Type: MOCK
                    RequestTemplates: {application/json: '{"statusCode": %2$s}'}
                    IntegrationResponses: [{StatusCode: %2$s}]
                  MethodResponses: [{StatusCode: %2$s}]
              Options:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Orders
                  HttpMethod: OPTIONS
                  AuthorizationType: NONE
                  Integration:
                    Type: MOCK
                    RequestTemplates: {application/json: '{"statusCode": 200}'}
                    IntegrationResponses:
                      - StatusCode: 200
                        ResponseParameters: {method.response.header.%1$s: "'GET,POST'"}
                  MethodResponses:
                    - StatusCode: 200
                      ResponseParameters: {method.response.header.%1$s: true}
              %4$s:
                Type: AWS::ApiGateway::Deployment
                DependsOn: [Get, Post, Options, Denied]
                Properties: {RestApiId: !Ref Api}
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties: {RestApiId: !Ref Api, DeploymentId: !Ref %4$s, StageName: prod}
            """ + FUNCTION + """
            Outputs:
              Api: {Value: !Ref Api}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private Stack stack;

    @BeforeEach
    void makeStack() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("code-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-shop").key("mirror.jar"),
                RequestBody.fromBytes(FunctionJar.of(Mirror.class)));
        stack = create(TEMPLATE.formatted("Access-Control-Allow-Methods", "201", "orders", "First"));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        URI uri = URI.create(cloud.endpoint() + "/_aws/execute-api/" + output(stack, "Api") + "/prod" + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answersAsItsResourcesSay() {
        assertThat(stack.stackStatusAsString()).as("%s", events()).isEqualTo("CREATE_COMPLETE");

        assertThat(send("GET", "/orders", "").body()).contains("\"resource\":\"/orders\"");
        assertThat(send("POST", "/orders", "{\"sku\":1}").statusCode()).isEqualTo(201);
        assertThat(send("POST", "/orders", "{}").body()).isEqualTo("{\"message\":\"Invalid request body\"}");
        assertThat(send("OPTIONS", "/orders", "").headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET,POST");
        HttpResponse<String> unknown = send("GET", "/unknown", "");
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(unknown.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void requestsAndInvocationsAreMeasured() {
        send("GET", "/orders", "");
        send("POST", "/orders", "{}");
        String function = physicalId("Function");

        assertThat(sum("AWS/ApiGateway", "Count", Map.of("ApiName", "shop", "Stage", "prod")))
                .isEqualTo(2);
        assertThat(sum("AWS/ApiGateway", "4XXError", Map.of("ApiName", "shop"))).isEqualTo(1);
        assertThat(sum("AWS/ApiGateway", "5XXError", Map.of("ApiName", "shop"))).isZero();
        assertThat(sum("AWS/Lambda", "Invocations", Map.of("FunctionName", function)))
                .isEqualTo(1);
        assertThat(sum("AWS/Lambda", "Errors", Map.of())).isZero();
        assertThat(sum("AWS/Lambda", "Duration", Map.of("FunctionName", function, "Resource", function)))
                .isPositive();
    }

    private double sum(String namespace, String name, Map<String, String> dimensions) {
        Instant now = cloud.clock().instant();
        return client(CloudWatchClient.class)
                .getMetricStatistics(request -> request.namespace(namespace)
                        .metricName(name)
                        .dimensions(dimensions.entrySet().stream()
                                .map(each -> Dimension.builder()
                                        .name(each.getKey())
                                        .value(each.getValue())
                                        .build())
                                .toList())
                        .period(3600)
                        .statistics(Statistic.SUM)
                        .startTime(now.minusSeconds(1800))
                        .endTime(now.plusSeconds(1800)))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }

    @Test
    void changesMethodsInPlace() {
        String method = physicalId("Post");
        String resource = physicalId("Orders");

        stack = update(TEMPLATE.formatted("Access-Control-Allow-Headers", "202", "orders", "Second"));

        assertThat(stack.stackStatusAsString()).as("%s", events()).isEqualTo("UPDATE_COMPLETE");
        assertThat(physicalId("Post")).isEqualTo(method).isEqualTo(output(stack, "Api") + "|" + resource + "|POST");
        assertThat(send("POST", "/orders", "{\"sku\":1}").statusCode()).isEqualTo(202);
        HttpResponse<String> preflight = send("OPTIONS", "/orders", "");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("GET,POST");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .isEmpty();
        assertThat(events()).contains("Post UPDATE_COMPLETE null").doesNotContain("Orders UPDATE_COMPLETE null");
    }

    @Test
    void letsNoMoreThroughThanItsStageSays() {
        String template = TEMPLATE.formatted("Access-Control-Allow-Methods", "201", "orders", "First");
        stack = update(template.replace("StageName: prod", """
                StageName: prod, MethodSettings: [
                        {ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 1},
                        {ResourcePath: /orders, HttpMethod: POST, ThrottlingRateLimit: 0.001, ThrottlingBurstLimit: 2}]\
                """));

        assertThat(stack.stackStatusAsString()).as("%s", events()).isEqualTo("UPDATE_COMPLETE");
        assertThat(statuses("OPTIONS", "")).containsExactly(200, 429, 429);
        assertThat(statuses("POST", "{\"sku\":1}")).containsExactly(201, 201, 429);

        stack = update(template);

        assertThat(statuses("OPTIONS", "")).containsExactly(200, 200, 200);
    }

    private List<Integer> statuses(String method, String body) {
        return Stream.generate(() -> send(method, "/orders", body).statusCode())
                .limit(3)
                .toList();
    }

    @Test
    void replacesAResourceAtAnotherPathAndWhatLiesOnIt() {
        String before = physicalId("Orders");

        stack = update(TEMPLATE.formatted("Access-Control-Allow-Methods", "201", "commandes", "Second"));

        assertThat(stack.stackStatusAsString()).as("%s", events()).isEqualTo("UPDATE_COMPLETE");
        assertThat(physicalId("Orders")).isNotEqualTo(before);
        assertThat(send("POST", "/commandes", "{\"sku\":1}").statusCode()).isEqualTo(201);
        assertThat(client(ApiGatewayClient.class)
                        .getResources(r -> r.restApiId(output(stack, "Api")))
                        .items())
                .extracting(resource -> resource.path())
                .containsExactly("/", "/commandes");
    }

    @Test
    void takesBackWhatATemplateNoLongerSays() {
        String api = "Resources: {Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop%s}}, Q: {Type:"
                + " AWS::SQS::Queue}}";
        cfn.createStack(r -> r.stackName("other")
                .templateBody(api.formatted(", Description: d, BinaryMediaTypes: [image/png], Policy: {Version:"
                        + " 2012-10-17, Statement: [{Effect: Allow, Principal: '*', Action: execute-api:Invoke,"
                        + " Resource: 'execute-api:/*'}]}, Tags: [{Key: a, Value: b}]")));
        settle();
        String id = cfn.describeStackResource(r -> r.stackName("other").logicalResourceId("Api"))
                .stackResourceDetail()
                .physicalResourceId();
        GetRestApiResponse before = client(ApiGatewayClient.class).getRestApi(r -> r.restApiId(id));

        cfn.updateStack(r -> r.stackName("other").templateBody(api.formatted("")));
        settle();

        GetRestApiResponse after = client(ApiGatewayClient.class).getRestApi(r -> r.restApiId(id));
        assertThat(stack("other").stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(before.description()).isEqualTo("d");
        assertThat(before.policy()).contains(":" + id + "/*");
        assertThat(before.tags()).containsEntry("a", "b");
        assertThat(after.description()).isEmpty();
        assertThat(after.policy()).isNull();
        assertThat(after.binaryMediaTypes()).isEmpty();
        assertThat(after.tags()).doesNotContainKey("a").containsKey("aws:cloudformation:stack-id");
    }

    @Test
    void isDeletedFromItsStageToItsApi() {
        delete();

        List<String> deletions = cfn.describeStackEvents(r -> r.stackName(stack.stackId())).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().equals("DELETE_COMPLETE"))
                .map(event -> event.logicalResourceId())
                .toList();
        assertThat(client(ApiGatewayClient.class).getRestApis().items()).isEmpty();
        // newest first
        assertThat(deletions).containsSubsequence("Api", "Orders", "Get", "First", "Stage");
        assertThat(stack(stack.stackId()).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
    }
}
