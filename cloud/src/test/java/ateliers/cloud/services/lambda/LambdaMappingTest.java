package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Mappings that feed functions in child processes, as roles with AWS's managed policies. */
@TestInstance(Lifecycle.PER_CLASS)
class LambdaMappingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private Cloud cloud;
    private LambdaClient lambda;
    private SqsClient sqs;

    @BeforeAll
    void start() {
        cloud = Cloud.start();
        lambda = cloud.door().as(cloud.root(), LambdaClient.class);
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private void function(String name, String managedPolicy) {
        IamClient iam = cloud.door().as(cloud.root(), IamClient.class);
        String role = iam.createRole(r -> r.roleName(name)
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                                + "\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        iam.attachRolePolicy(r -> r.roleName(name).policyArn("arn:aws:iam::aws:policy/service-role/" + managedPolicy));
        lambda.createFunction(r -> r.functionName(name)
                .runtime("java17")
                .handler(Subjects.HANDLER)
                .role(role)
                .timeout(60)
                .code(c -> c.zipFile(Subjects.code())));
    }

    private int visible(String url) {
        return Integer.parseInt(sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private long invocations(String function, String outcome) {
        return cloud.journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.INVOCATION)
                .filter(entry -> entry.resource().equals(cloud.place().arn("lambda", "function:" + function)))
                .filter(entry -> entry.outcome().equals(outcome))
                .count();
    }

    @Test
    void aPoisonedMessageIsTriedThreeTimesAndEndsInTheDeadLetterQueue() {
        function("queue-reader", "AWSLambdaSQSQueueExecutionRole");
        String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
        String work = sqs.createQueue(r -> r.queueName("work")
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "180",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + cloud.place().arn("sqs", "dead")
                                        + "\",\"maxReceiveCount\":3}")))
                .queueUrl();
        CreateEventSourceMappingResponse mapping = lambda.createEventSourceMapping(r -> r.functionName("queue-reader")
                .eventSourceArn(cloud.place().arn("sqs", "work"))
                .batchSize(1));
        assertThat(mapping.state()).isEqualTo("Creating");

        sqs.sendMessage(r -> r.queueUrl(work).messageBody("good"));
        sqs.sendMessage(r -> r.queueUrl(work).messageBody("poison"));

        assertThat(cloud.clock().await(() -> visible(dead) == 1, HOUR)).isTrue();
        assertThat(invocations("queue-reader", Entry.OK)).isEqualTo(1);
        assertThat(invocations("queue-reader", "Unhandled")).isEqualTo(3);
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(mapping.uuid())).state())
                .isEqualTo("Enabled");
    }

    @Test
    void changesOfItemsReachTheFunction() {
        function("stream-reader", "AWSLambdaDynamoDBExecutionRole");
        DynamoDbClient dynamodb = cloud.door().as(cloud.root(), DynamoDbClient.class);
        String stream = dynamodb.createTable(r -> r.tableName("orders")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)))
                .tableDescription()
                .latestStreamArn();
        lambda.createEventSourceMapping(r ->
                r.functionName("stream-reader").eventSourceArn(stream).startingPosition(EventSourcePosition.LATEST));

        dynamodb.putItem(r -> r.tableName("orders").item(Map.of("id", AttributeValue.fromS("one"))));

        assertThat(cloud.clock().await(() -> invocations("stream-reader", Entry.OK) == 1, HOUR))
                .isTrue();
    }

    @Test
    void aRoleThatMayOnlyWriteLogsIsRefused() {
        function("no-reader", "AWSLambdaBasicExecutionRole");
        sqs.createQueue(r -> r.queueName("closed").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")));

        assertThat(refusal(() -> lambda.createEventSourceMapping(r ->
                        r.functionName("no-reader").eventSourceArn(cloud.place().arn("sqs", "closed")))))
                .isEqualTo("InvalidParameterValueException: The function execution role does not have permissions to"
                        + " call ReceiveMessage on SQS");
    }
}
