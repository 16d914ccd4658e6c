package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.cloud.journal.Entry;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS makes at the same time is made here in the order that shows a missing {@code DependsOn}. */
class StackRacesTest extends StackFixture {

    private static final String QUEUE_POLICY =
            "{Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Queue], PolicyDocument: {Version: 2012-10-17,"
                    + " Statement: [{Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: !GetAtt"
                    + " Queue.Arn}]}}}";
    private static final String TOPIC_POLICY =
            "{Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref Topic], PolicyDocument: {Version: 2012-10-17,"
                    + " Statement: [{Effect: Allow, Principal: '*', Action: 'sns:Publish', Resource: !Ref Topic}]}}}";
    private static final String TRUST =
            "AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {Service:"
                    + " lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]}";
    private static final String FUNCTION =
            "{Type: AWS::Lambda::Function, Properties: {Runtime: java21, Handler: shop.Hello, Role: !GetAtt Role.Arn,"
                    + " Code: {S3Bucket: code-of-the-shop, S3Key: f.jar}}}";
    private static final String ROLE = "{Type: AWS::IAM::Role, Properties: {" + TRUST + "}}";
    private static final String RIGHTS =
            "{Type: AWS::IAM::Policy, Properties: {PolicyName: p, Roles: [!Ref Role], PolicyDocument: {Version:"
                    + " 2012-10-17, Statement: [{Effect: Allow, Action: ['sqs:*', 'logs:*'], Resource: '*'}]}}}";
    private static final String METHOD =
            "{Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId,"
                    + " HttpMethod: GET, AuthorizationType: NONE, Integration: {Type: MOCK}}}";

    static List<Arguments> races() {
        return List.of(
                race(
                        "Unable to validate the following destination configurations",
                        "Bucket",
                        "Policy",
                        "Queue: {Type: AWS::SQS::Queue}",
                        "Policy: " + QUEUE_POLICY,
                        "Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations:"
                                + " [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Queue.Arn}]}}}"),
                race(
                        "Unable to validate the following destination configurations",
                        "Bucket",
                        "Policy",
                        "Topic: {Type: AWS::SNS::Topic}",
                        "Policy: " + TOPIC_POLICY,
                        "Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {TopicConfigurations:"
                                + " [{Event: 's3:ObjectCreated:*', Topic: !Ref Topic}]}}}"),
                race(
                        "Unable to validate the following destination configurations",
                        "Bucket",
                        "Permission",
                        "Role: " + ROLE,
                        "Function: " + FUNCTION,
                        "Permission: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Function, Action:"
                                + " 'lambda:InvokeFunction', Principal: s3.amazonaws.com, SourceArn:"
                                + " 'arn:aws:s3:::the-shops-files'}}",
                        "Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: the-shops-files,"
                                + " NotificationConfiguration: {LambdaConfigurations: [{Event: 's3:ObjectCreated:*',"
                                + " Function: !GetAtt Function.Arn}]}}}"),
                race(
                        "The function execution role does not have permissions to call ReceiveMessage on SQS",
                        "Mapping",
                        "Rights",
                        "Queue: {Type: AWS::SQS::Queue}",
                        "Role: " + ROLE,
                        "Rights: " + RIGHTS,
                        "Function: " + FUNCTION,
                        "Mapping: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Function,"
                                + " EventSourceArn: !GetAtt Queue.Arn}}"),
                race(
                        "The REST API doesn't contain any methods",
                        "Deployment",
                        "Get",
                        "Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}",
                        "Get: " + METHOD,
                        "Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}"),
                race(
                        "API Stage not found",
                        "Plan",
                        "Stage",
                        "Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: shop}}",
                        "Get: " + METHOD,
                        "Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref"
                                + " Api}}",
                        "Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref"
                                + " Deployment, StageName: prod}}",
                        "Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {ApiStages: [{ApiId: !Ref Api, Stage:"
                                + " prod}]}}"),
                race(
                        "The specified log group does not exist.",
                        "Errors",
                        "Group",
                        "Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /shop/web}}",
                        "Errors: {Type: AWS::Logs::MetricFilter, Properties: {LogGroupName: /shop/web, FilterPattern:"
                                + " ERROR, MetricTransformations: [{MetricNamespace: Shop, MetricName: Errors,"
                                + " MetricValue: '1'}]}}"));
    }

    private static Arguments race(String words, String first, String missed, String... resources) {
        return Arguments.of(words, first, missed, List.of(resources));
    }

    private static String template(List<String> resources) {
        return resources.stream().map(each -> "  " + each + "\n").collect(Collectors.joining("", "Resources:\n", ""));
    }

    @ParameterizedTest(name = "{1} before {2}")
    @MethodSource("races")
    void whoDoesNotWaitComesFirst(String words, String first, String missed, List<String> resources) {
        putCode("f.jar", 1);

        create(template(resources));

        assertThat(events())
                .anySatisfy(event ->
                        assertThat(event).startsWith(first + " CREATE_FAILED").contains(words));
        assertThat(hints())
                .contains(tuple(
                        first,
                        missed,
                        first + " was made before " + missed
                                + ", for which it does not wait: a DependsOn may be missing"));
    }

    @ParameterizedTest(name = "{1} after {2}")
    @MethodSource("races")
    void whoWaitsComesAfter(String words, String first, String missed, List<String> resources) {
        putCode("f.jar", 1);
        List<String> waiting = resources.stream()
                .map(each -> each.startsWith(first + ":")
                        ? each.replaceFirst("\\{Type", "{DependsOn: " + missed + ", Type")
                        : each)
                .toList();

        create(template(waiting));

        assertThat(stack("shop").stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(hints()).isEmpty();
        delete();
        assertThat(cfn.listStacks().stackSummaries())
                .allMatch(each -> each.stackStatusAsString().equals("DELETE_COMPLETE"));
    }

    @Test
    void nothingIsSaidOfWhatAFailureHasNothingToDoWith() {
        create(template(List.of(
                "Queue: {Type: AWS::SQS::Queue}",
                "Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: 'No', Tags: [{Key: q, Value: !Ref Queue}]}}",
                "Policy: " + QUEUE_POLICY)));

        assertThat(events()).anyMatch(event -> event.startsWith("Bucket CREATE_FAILED"));
        assertThat(hints()).isEmpty();
    }

    @Test
    void whatNobodyWantsKeepsTheTemplatesOrder() {
        create(template(
                List.of("B: {Type: AWS::SQS::Queue}", "A: {Type: AWS::SNS::Topic}", "C: {Type: AWS::SQS::Queue}")));

        assertThat(completed("CREATE_COMPLETE")).containsExactly("B", "A", "C");
    }

    @Test
    void aPolicyGoesBeforeWhatDoesNotWaitForIt() {
        putCode("f.jar", 1);
        create(template(List.of("Role: " + ROLE, "Function: " + FUNCTION, "Rights: " + RIGHTS)));
        String id = stack("shop").stackId();

        delete();

        assertThat(cfn.describeStackEvents(r -> r.stackName(id)).stackEvents())
                .filteredOn(each -> each.resourceStatusAsString().equals("DELETE_COMPLETE"))
                .extracting(each -> each.logicalResourceId())
                .containsExactly("shop", "Role", "Function", "Rights");
    }

    @Test
    void anUpdateTellsTheSame() {
        create(template(List.of("Queue: {Type: AWS::SQS::Queue}")));

        update(template(List.of(
                "Queue: {Type: AWS::SQS::Queue}",
                "Policy: " + QUEUE_POLICY,
                "Bucket: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations: [{Event:"
                        + " 's3:ObjectCreated:*', Queue: !GetAtt Queue.Arn}]}}}")));

        assertThat(stack("shop").stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(hints()).extracting(each -> each.toList().get(1)).containsExactly("Policy");
    }

    private List<String> completed(String status) {
        return events().stream()
                .filter(each -> each.contains(" " + status + " ") && !each.startsWith("shop "))
                .map(each -> each.substring(0, each.indexOf(' ')))
                .toList();
    }

    private List<Tuple> hints() {
        return cloud.journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.RACE)
                .map(entry -> tuple(entry.operation(), entry.resource(), entry.message()))
                .toList();
    }
}
