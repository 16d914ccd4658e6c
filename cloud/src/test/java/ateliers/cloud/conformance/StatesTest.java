package ateliers.cloud.conformance;

import static ateliers.cloud.conformance.ConformanceCase.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.CloudOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What is made is not ready at once. Lambda's states and what they forbid are on its page of function states; the fields are those of
 * AWS's answers that LocalStack recorded (tests/aws/services/lambda_/test_lambda_api.snapshot.json, test_function_lifecycle), its words
 * those that people met (remotion-dev/remotion issue 1186, aws/aws-cli issue 6718). A table that is being made was seen on AWS by
 * ExtendDB/extenddb pull request 204 and terraform-aws-modules/terraform-aws-dynamodb-table issue 51.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html">Lambda function states</a>
 */
class StatesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String BUSY = "The operation cannot be performed at this time. ";
    private static final String PENDING = BUSY + "The function is currently in the following state: Pending";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    @RegisterExtension
    final CloudExtension slow = new CloudExtension(() -> CloudOptions.fresh().withSettling(HOUR));

    @RegisterExtension
    final CloudExtension usual = new CloudExtension();

    private static SdkBytes code() {
        return SdkBytes.fromByteArray(FunctionJar.of(Reporting.class));
    }

    private static CreateFunctionResponse create(CloudExtension cloud) {
        IamClient iam = cloud.client(IamClient.builder());
        String role = iam.createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        iam.attachRolePolicy(r ->
                r.roleName("runner").policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"));
        return cloud.client(LambdaClient.builder())
                .createFunction(r -> r.functionName("f")
                        .runtime("java17")
                        .handler(Reporting.class.getName())
                        .role(role)
                        .timeout(60)
                        .code(c -> c.zipFile(code())));
    }

    private static GetFunctionConfigurationResponse function(LambdaClient lambda) {
        return lambda.getFunctionConfiguration(r -> r.functionName("f"));
    }

    private void pass(Duration time) {
        slow.cloud().clock().advance(time);
    }

    @Test
    void aNewFunctionIsPendingAndDoesNothingUntilItIsActive() {
        CreateFunctionResponse made = create(slow);
        assertThat(made.state()).isEqualTo(State.PENDING);
        assertThat(made.stateReason()).isEqualTo("The function is being created.");
        assertThat(made.stateReasonCode()).isEqualTo(StateReasonCode.CREATING);
        assertThat(made.lastUpdateStatus()).isNull();

        LambdaClient lambda = slow.client(LambdaClient.builder());
        assertThat(function(lambda).state()).isEqualTo(State.PENDING);
        refused(() -> lambda.invoke(r -> r.functionName("f")), "ResourceConflictException", 409, PENDING);
        refused(() -> lambda.publishVersion(r -> r.functionName("f")), "ResourceConflictException", 409, PENDING);
        refused(
                () -> lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code())),
                "ResourceConflictException",
                409,
                PENDING);
        refused(
                () -> lambda.updateFunctionConfiguration(
                        r -> r.functionName("f").description("a")),
                "ResourceConflictException",
                409,
                PENDING);

        pass(HOUR);
        assertThat(function(lambda).state()).isEqualTo(State.ACTIVE);
        assertThat(function(lambda).stateReason()).isNull();
        assertThat(function(lambda).lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(lambda.publishVersion(r -> r.functionName("f")).version()).isEqualTo("1");
    }

    @Test
    void aFunctionRunsAsItWasUntilItsUpdateIsDone() {
        create(slow);
        pass(HOUR);
        LambdaClient lambda = slow.client(LambdaClient.builder());

        UpdateFunctionConfigurationResponse updated =
                lambda.updateFunctionConfiguration(r -> r.functionName("f").handler("no.Such"));

        assertThat(updated.state()).isEqualTo(State.ACTIVE);
        assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(updated.lastUpdateStatusReason()).isEqualTo("The function is being created.");
        assertThat(updated.lastUpdateStatusReasonCodeAsString()).isEqualTo("Creating");
        assertThat(function(lambda).lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        String words = BUSY + "An update is in progress for resource: " + updated.functionArn();
        refused(
                () -> lambda.updateFunctionConfiguration(
                        r -> r.functionName("f").description("a")),
                "ResourceConflictException",
                409,
                words);
        refused(
                () -> lambda.updateFunctionCode(r -> r.functionName("f").zipFile(code())),
                "ResourceConflictException",
                409,
                words);
        refused(() -> lambda.publishVersion(r -> r.functionName("f")), "ResourceConflictException", 409, words);
        assertThat(lambda.invoke(r -> r.functionName("f")).functionError()).isNull();

        pass(HOUR);
        assertThat(function(lambda).lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(lambda.invoke(r -> r.functionName("f")).functionError()).isEqualTo("Unhandled");
    }

    @Test
    void whereNothingTakesTimeTheNextCallFindsItReady() {
        assertThat(create(usual).state()).isEqualTo(State.PENDING);
        LambdaClient lambda = usual.client(LambdaClient.builder());
        assertThat(function(lambda).state()).isEqualTo(State.ACTIVE);

        assertThat(lambda.updateFunctionConfiguration(r -> r.functionName("f").description("a"))
                        .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(function(lambda).lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
    }

    private static DynamoDbClient table(CloudExtension cloud) {
        DynamoDbClient dynamoDb = cloud.client(DynamoDbClient.builder());
        dynamoDb.createTable(r -> r.tableName("tab")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
        return dynamoDb;
    }

    private static TableStatus status(DynamoDbClient dynamoDb) {
        return dynamoDb.describeTable(r -> r.tableName("tab")).table().tableStatus();
    }

    @Test
    void aTableTakesItemsOnlyWhenItIsMadeAndOneChangeAtATime() {
        DynamoDbClient dynamoDb = table(slow);
        String created = "Attempt to change a resource which is still in use: Table is being created: tab";
        assertThat(status(dynamoDb)).isEqualTo(TableStatus.CREATING);
        refused(
                () -> dynamoDb.putItem(r -> r.tableName("tab").item(Map.of("id", AttributeValue.fromS("a")))),
                "ResourceNotFoundException",
                400,
                "Requested resource not found");
        refused(() -> protect(dynamoDb, true), "ResourceInUseException", 400, created);
        refused(() -> dynamoDb.deleteTable(r -> r.tableName("tab")), "ResourceInUseException", 400, created);
        refused(
                () -> dynamoDb.updateTimeToLive(r -> r.tableName("tab")
                        .timeToLiveSpecification(s -> s.attributeName("end").enabled(true))),
                "ResourceInUseException",
                400,
                created);

        pass(HOUR);
        assertThat(status(dynamoDb)).isEqualTo(TableStatus.ACTIVE);
        dynamoDb.putItem(r -> r.tableName("tab").item(Map.of("id", AttributeValue.fromS("a"))));

        protect(dynamoDb, true);
        assertThat(status(dynamoDb)).isEqualTo(TableStatus.UPDATING);
        assertThat(dynamoDb.scan(r -> r.tableName("tab")).count()).isOne();
        refused(
                () -> protect(dynamoDb, false),
                "ResourceInUseException",
                400,
                "Attempt to change a resource which is still in use: Table is being updated: tab");
        pass(HOUR);
        protect(dynamoDb, false);
    }

    /** As the page of IndexStatus in GlobalSecondaryIndexDescription says; other changes make no index. */
    @Test
    void anIndexThatATableGetsIsBeingMade() {
        DynamoDbClient dynamoDb = table(slow);
        pass(HOUR);

        TableDescription changed = dynamoDb.updateTable(r -> r.tableName("tab")
                        .attributeDefinitions(attribute("id"), attribute("day"))
                        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                .create(c -> c.indexName("by-day")
                                        .keySchema(KeySchemaElement.builder()
                                                .attributeName("day")
                                                .keyType(KeyType.HASH)
                                                .build())
                                        .projection(p -> p.projectionType(ProjectionType.ALL)))
                                .build()))
                .tableDescription();

        assertThat(changed.globalSecondaryIndexes().get(0).indexStatus()).isEqualTo(IndexStatus.CREATING);
        assertThat(index(dynamoDb)).isEqualTo(IndexStatus.CREATING);
        pass(HOUR);
        assertThat(index(dynamoDb)).isEqualTo(IndexStatus.ACTIVE);
        protect(dynamoDb, true);
        assertThat(index(dynamoDb)).isEqualTo(IndexStatus.ACTIVE);
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static IndexStatus index(DynamoDbClient dynamoDb) {
        return dynamoDb.describeTable(r -> r.tableName("tab"))
                .table()
                .globalSecondaryIndexes()
                .get(0)
                .indexStatus();
    }

    private static void protect(DynamoDbClient dynamoDb, boolean protect) {
        dynamoDb.updateTable(r -> r.tableName("tab").deletionProtectionEnabled(protect));
    }

    /** As the page of UpdateEventSourceMapping says: what is being created or changed is in use, and refuses both. */
    @Test
    void aMappingIsChangedOnceItIsThere() {
        create(slow);
        pass(HOUR);
        LambdaClient lambda = slow.client(LambdaClient.builder());
        SqsClient sqs = slow.client(SqsClient.builder());
        String queue = sqs.createQueue(
                        r -> r.queueName("q").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
                .queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String id = lambda.createEventSourceMapping(r -> r.functionName("f").eventSourceArn(arn))
                .uuid();

        refused(
                () -> lambda.updateEventSourceMapping(r -> r.uuid(id).enabled(false)),
                "ResourceInUseException",
                400,
                "Cannot update the event source mapping because it is in use.");
        refused(
                () -> lambda.deleteEventSourceMapping(r -> r.uuid(id)),
                "ResourceInUseException",
                400,
                "Cannot delete the event source mapping because it is in use.");
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).state()).isEqualTo("Creating");

        pass(HOUR);
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).state()).isEqualTo("Enabled");
        lambda.updateEventSourceMapping(r -> r.uuid(id).enabled(false));
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).state()).isEqualTo("Disabling");
    }

    /** CloudFormation tells of a resource when it is ready, and goes on then only. */
    @Test
    void aStackWaitsForEachOfItsResources() {
        S3Client s3 = slow.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("code").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        s3.putObject(r -> r.bucket("code").key("f.jar"), RequestBody.fromBytes(code().asByteArray()));
        CloudFormationClient stacks = slow.client(CloudFormationClient.builder());
        Instant start = slow.cloud().clock().instant();

        stacks.createStack(r -> r.stackName("s").templateBody(template(60)).capabilitiesWithStrings("CAPABILITY_IAM"));
        awaitStack(stacks, StackStatus.CREATE_COMPLETE);

        Instant made = slow.cloud().clock().instant();
        assertThat(Duration.between(start, made)).isGreaterThanOrEqualTo(HOUR.multipliedBy(3));
        LambdaClient lambda = slow.client(LambdaClient.builder());
        assertThat(function(lambda).state()).isEqualTo(State.ACTIVE);
        assertThat(status(slow.client(DynamoDbClient.builder()))).isEqualTo(TableStatus.ACTIVE);
        assertThat(lambda.listEventSourceMappings(r -> {})
                        .eventSourceMappings()
                        .get(0)
                        .state())
                .isEqualTo("Enabled");

        stacks.updateStack(r -> r.stackName("s").templateBody(template(50)).capabilitiesWithStrings("CAPABILITY_IAM"));
        awaitStack(stacks, StackStatus.UPDATE_COMPLETE);
        assertThat(function(lambda).lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(function(lambda).timeout()).isEqualTo(50);

        String id = stacks.describeStacks(r -> r.stackName("s")).stacks().get(0).stackId();
        stacks.deleteStack(r -> r.stackName("s"));
        slow.cloud()
                .clock()
                .await(() -> stack(stacks, id).stackStatus() == StackStatus.DELETE_COMPLETE, HOUR.multipliedBy(9));
        assertThat(stack(stacks, id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    }

    private static Stack stack(CloudFormationClient stacks, String name) {
        return stacks.describeStacks(r -> r.stackName(name)).stacks().get(0);
    }

    private void awaitStack(CloudFormationClient stacks, StackStatus wanted) {
        slow.cloud()
                .clock()
                .await(() -> !stack(stacks, "s").stackStatusAsString().endsWith("_IN_PROGRESS"), HOUR.multipliedBy(9));
        assertThat(stack(stacks, "s").stackStatus())
                .as(stacks.describeStackEvents(r -> r.stackName("s")).toString())
                .isEqualTo(wanted);
    }

    private static String template(int timeout) {
        return """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole]
                  AssumeRolePolicyDocument: %s
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: tab
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
                  TimeToLiveSpecification: {AttributeName: end, Enabled: true}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: 60}
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: f
                  Runtime: java17
                  Handler: %s
                  Role: !GetAtt Role.Arn
                  Timeout: %d
                  Code: {S3Bucket: code, S3Key: f.jar}
              Mapping:
                Type: AWS::Lambda::EventSourceMapping
                Properties: {FunctionName: !Ref Function, EventSourceArn: !GetAtt Queue.Arn}
            """.formatted(TRUST, Reporting.class.getName(), timeout);
    }
}
