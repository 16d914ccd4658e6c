package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What CloudFormation looks at before it makes anything. */
class StackValidationTest extends StackFixture {

    private static final String GENERIC =
            "Validation failed with 2 error(s). Call DescribeEvents to retrieve the full list"
                    + " of issues with resource and property details, resolve each error, then retry the operation.";
    private static final String SEE = "Validation failure detected. See the operation's FAILED event for details.";
    private static final String WRONG = """
            Resources:
              Good: {Type: AWS::SQS::Queue}
              Bad:
                Type: AWS::S3::Bucket
                Properties: {Nope: 1, NotificationConfiguration: {QueueConfigurations: [{Queue: !GetAtt Good.Arn}]}}
            """;

    @Test
    void aChangeSetFailsForPropertiesThatDoNotFit() {
        DescribeChangeSetResponse made = changeSet(WRONG);

        assertThat(made.status()).isEqualTo(ChangeSetStatus.FAILED);
        assertThat(made.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
        assertThat(made.statusReason())
                .isEqualTo("The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To"
                        + " troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure"
                        + " information.");
        List<OperationEvent> events =
                cfn.describeEvents(r -> r.changeSetName(made.changeSetId())).operationEvents();
        assertThat(events)
                .extracting(OperationEvent::eventTypeAsString, OperationEvent::operationStatusAsString)
                .containsExactly(
                        tuple("STACK_EVENT", "FAILED"),
                        tuple("VALIDATION_ERROR", null),
                        tuple("VALIDATION_ERROR", null),
                        tuple("STACK_EVENT", "IN_PROGRESS"));
        assertThat(events)
                .extracting(OperationEvent::operationId, OperationEvent::stackId)
                .containsOnly(tuple(events.get(0).operationId(), made.stackId()));
        assertThat(invalid(events))
                .extracting(
                        OperationEvent::operationTypeAsString,
                        OperationEvent::logicalResourceId,
                        OperationEvent::resourceType,
                        OperationEvent::validationName,
                        OperationEvent::validationFailureModeAsString,
                        OperationEvent::validationStatusAsString,
                        OperationEvent::validationStatusReason,
                        OperationEvent::validationPath)
                .containsExactlyInAnyOrder(
                        tuple(
                                "CREATE_CHANGESET",
                                "Bad",
                                "AWS::S3::Bucket",
                                "PROPERTY_VALIDATION",
                                "FAIL",
                                "FAILED",
                                "Unsupported property [Nope]",
                                "/Resources/Bad/Properties/Nope"),
                        tuple(
                                "CREATE_CHANGESET",
                                "Bad",
                                "AWS::S3::Bucket",
                                "PROPERTY_VALIDATION",
                                "FAIL",
                                "FAILED",
                                "Required property [Event] not found",
                                "/Resources/Bad/Properties/NotificationConfiguration/QueueConfigurations/0"));
    }

    @Test
    void aCreationEndsBeforeAnythingIsMade() {
        assertThat(create(WRONG).stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");

        assertThat(events())
                .containsExactly(
                        "shop CREATE_IN_PROGRESS User Initiated",
                        "shop CREATE_FAILED " + GENERIC,
                        "shop ROLLBACK_IN_PROGRESS " + SEE,
                        "shop ROLLBACK_COMPLETE null");
        assertThat(cfn.describeStackEvents(r -> r.stackName("shop"))
                        .stackEvents()
                        .get(2)
                        .detailedStatusAsString())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(cfn.describeEvents(r -> r.stackName("shop")).operationEvents())
                .extracting(
                        OperationEvent::eventTypeAsString,
                        OperationEvent::operationTypeAsString,
                        OperationEvent::operationStatusAsString,
                        OperationEvent::resourceStatusAsString)
                .containsExactly(
                        tuple("STACK_EVENT", "ROLLBACK", "SUCCEEDED", null),
                        tuple("PROGRESS", null, null, "ROLLBACK_COMPLETE"),
                        tuple("PROGRESS", null, null, "ROLLBACK_IN_PROGRESS"),
                        tuple("STACK_EVENT", "ROLLBACK", "IN_PROGRESS", null),
                        tuple("STACK_EVENT", "CREATE_STACK", "FAILED", null),
                        tuple("PROVISIONING_ERROR", null, null, "CREATE_FAILED"),
                        tuple("VALIDATION_ERROR", "CREATE_STACK", null, null),
                        tuple("VALIDATION_ERROR", "CREATE_STACK", null, null),
                        tuple("PROGRESS", null, null, "CREATE_IN_PROGRESS"),
                        tuple("STACK_EVENT", "CREATE_STACK", "IN_PROGRESS", null));
        assertThat(client(SqsClient.class).listQueues().queueUrls()).isEmpty();
    }

    @Test
    void aCreationThatIsNotToBeRolledBackStays() {
        cfn.createStack(r -> r.stackName("shop").templateBody(WRONG).onFailure(OnFailure.DO_NOTHING));

        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_FAILED");
        assertThat(events()).endsWith("shop CREATE_FAILED " + GENERIC).hasSize(2);
    }

    @Test
    void anUpdateGoesBackBeforeAnythingIsChanged() {
        create("Resources: {Good: {Type: AWS::SQS::Queue}}");

        assertThat(update(WRONG).stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

        assertThat(events())
                .endsWith(
                        "shop UPDATE_IN_PROGRESS User Initiated",
                        "shop UPDATE_FAILED " + GENERIC,
                        "shop UPDATE_ROLLBACK_IN_PROGRESS " + SEE,
                        "shop UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS null",
                        "shop UPDATE_ROLLBACK_COMPLETE null");
        assertThat(cfn.getTemplate(r -> r.stackName("shop")).templateBody()).doesNotContain("Bad");
    }

    @Test
    void parametersCountAndWhatIsNotKnownYetDoesNot() {
        String template = """
                Parameters: {Days: {Type: String, Default: many}}
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref Days, QueueName: !GetAtt Topic.TopicName}}
                """;

        assertThat(invalid(cfn.describeEvents(
                                r -> r.changeSetName(changeSet(template).changeSetId()))
                        .operationEvents()))
                .extracting(OperationEvent::validationStatusReason)
                .containsExactly("#/DelaySeconds: expected type: Integer, found: String");
    }

    @Test
    void someTypesAreNotLookedAtBeforeTheyAreMade() {
        String template =
                "Resources: {R: {Type: AWS::CodeCommit::Repository, Properties: {RepositoryName: r, Nope: 1}}}";

        assertThat(changeSet(template).status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("c"));

        assertThat(settled().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events())
                .contains("R CREATE_FAILED Properties validation failed for resource R with message:\n"
                        + "#: extraneous key [Nope] is not permitted");
    }

    @Test
    void aChangeSetFailsForNamesThatAreTaken() {
        client(SqsClient.class).createQueue(r -> r.queueName("orders"));
        putCode("f.jar", 1);
        String template = """
                Resources:
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
                  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: code-of-the-shop}}
                  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: another-one}}
                """;

        DescribeChangeSetResponse made = changeSet(template);

        assertThat(made.statusReason())
                .startsWith("The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck].");
        assertThat(invalid(cfn.describeEvents(r -> r.changeSetName("c").stackName("shop"))
                        .operationEvents()))
                .extracting(
                        OperationEvent::validationName,
                        OperationEvent::validationStatusReason,
                        OperationEvent::validationPath)
                .containsExactlyInAnyOrder(
                        tuple(
                                "NAME_CONFLICT_VALIDATION",
                                "Resource of type 'AWS::SQS::Queue' with identifier 'orders' already exists.",
                                "/Resources/Queue"),
                        tuple(
                                "NAME_CONFLICT_VALIDATION",
                                "Resource of type 'AWS::S3::Bucket' with identifier 'code-of-the-shop' already exists.",
                                "/Resources/Bucket"));
    }

    @Test
    void eachTypeThatIsNamedIsLookedFor() {
        String named = """
                Resources:
                  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: the-shops-files}}
                  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
                  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      TableName: orders
                      BillingMode: PAY_PER_REQUEST
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /shop/web}}
                  Role: {Type: AWS::IAM::Role, Properties: {RoleName: clerk, AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]}}}
                  User: {Type: AWS::IAM::User, Properties: {UserName: anna}}
                  Group: {Type: AWS::IAM::Group, Properties: {GroupName: staff}}
                  Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop-events}}
                  Text: {Type: AWS::SSM::Parameter, Properties: {Name: /shop/text, Type: String, Value: v}}
                  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmName: late, Namespace: S, MetricName: m, Statistic: Sum, Period: 60, EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: GreaterThanThreshold}}
                  Function: {Type: AWS::Lambda::Function, Properties: {FunctionName: hello, Runtime: java21, Handler: shop.Hello, Role: !GetAtt Role.Arn, Code: {S3Bucket: code-of-the-shop, S3Key: f.jar}}}
                """;
        putCode("f.jar", 1);
        assertThat(create(named).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(client(LambdaClient.class).listFunctions().functions()).hasSize(1);

        cfn.createStack(r -> r.stackName("twin").templateBody(named).capabilitiesWithStrings("CAPABILITY_NAMED_IAM"));
        settle();

        assertThat(invalid(cfn.describeEvents(r -> r.stackName("twin")).operationEvents()))
                .extracting(OperationEvent::logicalResourceId)
                .containsExactlyInAnyOrder(
                        "Bucket",
                        "Queue",
                        "Topic",
                        "Table",
                        "Logs",
                        "Role",
                        "User",
                        "Group",
                        "Bus",
                        "Text",
                        "Alarm",
                        "Function");
        String topic = cloud.place().arn("sns", "news");
        assertThat(invalid(cfn.describeEvents(r -> r.stackName("twin")).operationEvents()))
                .extracting(OperationEvent::validationStatusReason)
                .contains("Resource of type 'AWS::SNS::Topic' with identifier '" + topic + "' already exists.");
    }

    @Test
    void whatTheStackHasIsNoConflict() {
        create("Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}}");

        assertThat(update(
                                "Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: orders, DelaySeconds: 1}}}")
                        .stackStatusAsString())
                .isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void eventsAreAskedForByStackChangeSetOrOperation() {
        String operation = cfn.createStack(
                        r -> r.stackName("shop").templateBody("Resources: {Queue: {Type: AWS::SQS::Queue}}"))
                .operationId();
        settle();

        assertThat(cfn.describeEvents(r -> r.operationId(operation)).operationEvents())
                .hasSize(7)
                .allMatch(each -> each.operationId().equals(operation));
        assertThat(cfn.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .allMatch(each -> each.operationId().equals(operation));
        assertThat(cfn.describeEvents(r -> r.stackName("shop").filters(f -> f.failedEvents(true)))
                        .operationEvents())
                .isEmpty();
        assertThatThrownBy(() -> cfn.describeEvents(r -> r.changeSetName("c")))
                .hasMessageContaining("One of ChangeSetName, OperationId or StackName must be specified");
        assertThatThrownBy(() -> cfn.describeEvents(r -> r.operationId("o")))
                .hasMessageContaining("Operation ID does not exist");
        assertThatThrownBy(() -> cfn.describeEvents(r -> r.stackName("none")))
                .hasMessageContaining("Stack [none] does not exist");
    }

    private DescribeChangeSetResponse changeSet(String template) {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(template));
        return cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c"));
    }

    private static List<OperationEvent> invalid(List<OperationEvent> events) {
        return events.stream()
                .filter(each -> each.eventTypeAsString().equals("VALIDATION_ERROR"))
                .toList();
    }
}
