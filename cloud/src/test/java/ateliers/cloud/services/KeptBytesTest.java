package ateliers.cloud.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.mail.Mail;
import ateliers.cloud.services.codecommit.CodeCommitService;
import ateliers.cloud.services.dynamodb.DynamoDbService;
import ateliers.cloud.services.logs.LogsService;
import ateliers.cloud.services.secretsmanager.SecretsManagerService;
import ateliers.cloud.services.sqs.SqsService;
import ateliers.cloud.services.ssm.SsmService;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What services keep in memory is counted, and given back when it goes. */
class KeptBytesTest {
    private static final String LARGE = "x".repeat(200_000);

    private static final String TOKEN = "a".repeat(32);

    private final TestServices cloud = new TestServices(
            new SqsService(),
            new DynamoDbService(),
            new LogsService(),
            new CodeCommitService(),
            new SecretsManagerService(),
            new SsmService());

    @AfterEach
    void close() {
        cloud.close();
    }

    /** Leaves room for one large thing. */
    private void fillUp() {
        cloud.memory.keep((64L << 20) - 300_000 - cloud.memory.taken());
    }

    @Test
    void messages() {
        SqsClient sqs = cloud.client(SqsClient.class);
        String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();
        fillUp();
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(LARGE));

        assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody(LARGE)))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("keeping more than 64 MB in memory");
        String handle =
                sqs.receiveMessage(r -> r.queueUrl(url)).messages().get(0).receiptHandle();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));

        assertThat(sqs.sendMessage(r -> r.queueUrl(url).messageBody(LARGE)).messageId())
                .isNotEmpty();
        sqs.deleteQueue(r -> r.queueUrl(url));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 300_000);
    }

    @Test
    void items() {
        DynamoDbClient dynamoDb = cloud.client(DynamoDbClient.class);
        dynamoDb.createTable(r -> r.tableName("table")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        fillUp();
        put(dynamoDb, "1");

        assertThatThrownBy(() -> put(dynamoDb, "2")).isInstanceOf(Unsupported.class);
        assertThat(dynamoDb.scan(r -> r.tableName("table")).count()).isEqualTo(1);
        put(dynamoDb, "1");
        dynamoDb.deleteItem(r -> r.tableName("table").key(Map.of("id", AttributeValue.fromS("1"))));
        put(dynamoDb, "2");
        dynamoDb.deleteTable(r -> r.tableName("table"));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 300_000);
    }

    /** Of one item that changes again and again, its stream keeps each image for a day. */
    @Test
    void imagesInAStream() {
        DynamoDbClient dynamoDb = cloud.client(DynamoDbClient.class);
        dynamoDb.createTable(r -> r.tableName("table")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(s -> s.streamEnabled(true).streamViewType("NEW_AND_OLD_IMAGES"))
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        put(dynamoDb, "1", "a");
        fillUp();
        put(dynamoDb, "1", "b");

        assertThatThrownBy(() -> put(dynamoDb, "1", "c")).isInstanceOf(Unsupported.class);
        assertThat(dynamoDb.getItem(r -> r.tableName("table").key(Map.of("id", AttributeValue.fromS("1"))))
                        .item()
                        .get("letter"))
                .isEqualTo(AttributeValue.fromS("b"));
        cloud.clock.advance(Duration.ofHours(25));
        dynamoDb.deleteItem(r -> r.tableName("table").key(Map.of("id", AttributeValue.fromS("1"))));
        put(dynamoDb, "2", "c");
        dynamoDb.deleteTable(r -> r.tableName("table"));
        assertThat(cloud.memory.taken()).isLessThanOrEqualTo((64L << 20) - 300_000);
    }

    private static void put(DynamoDbClient dynamoDb, String id, String letter) {
        dynamoDb.putItem(r -> r.tableName("table")
                .item(Map.of(
                        "id",
                        AttributeValue.fromS(id),
                        "letter",
                        AttributeValue.fromS(letter),
                        "text",
                        AttributeValue.fromS("x".repeat(100_000)))));
    }

    private static void put(DynamoDbClient dynamoDb, String id) {
        dynamoDb.putItem(r ->
                r.tableName("table").item(Map.of("id", AttributeValue.fromS(id), "text", AttributeValue.fromS(LARGE))));
    }

    @Test
    void events() {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);
        logs.createLogGroup(r -> r.logGroupName("group"));
        logs.createLogStream(r -> r.logGroupName("group").logStreamName("1"));
        logs.createLogStream(r -> r.logGroupName("group").logStreamName("2"));
        fillUp();
        write(logs, "1");

        assertThatThrownBy(() -> write(logs, "2")).isInstanceOf(Unsupported.class);
        logs.deleteLogStream(r -> r.logGroupName("group").logStreamName("1"));
        write(logs, "2");
        logs.deleteLogGroup(r -> r.logGroupName("group"));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 300_000);
    }

    private void write(CloudWatchLogsClient logs, String stream) {
        logs.putLogEvents(r -> r.logGroupName("group")
                .logStreamName(stream)
                .logEvents(InputLogEvent.builder()
                        .timestamp(cloud.clock.instant().toEpochMilli())
                        .message(LARGE)
                        .build()));
    }

    /** As many bytes as chance gives, which nothing packs. */
    @Test
    void commits() {
        CodeCommitClient codecommit = cloud.client(CodeCommitClient.class);
        codecommit.createRepository(r -> r.repositoryName("boutique"));
        fillUp();
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        String first = put(codecommit, "a", bytes, null);

        new Random(2).nextBytes(bytes);
        assertThatThrownBy(() -> put(codecommit, "b", bytes, first)).isInstanceOf(Unsupported.class);
        codecommit.deleteRepository(r -> r.repositoryName("boutique"));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 300_000);
    }

    private static String put(CodeCommitClient codecommit, String path, byte[] bytes, String parent) {
        return codecommit
                .putFile(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .filePath(path)
                        .fileContent(SdkBytes.fromByteArray(bytes))
                        .parentCommitId(parent))
                .commitId();
    }

    @Test
    void secrets() {
        SecretsManagerClient secrets = cloud.client(SecretsManagerClient.class);
        String value = "x".repeat(60_000);
        secrets.createSecret(r -> r.name("first").clientRequestToken(TOKEN).secretString(value));
        long each = cloud.memory.taken();
        assertThat(each).isGreaterThanOrEqualTo(60_000);
        cloud.memory.keep((64L << 20) - 2 * each);

        assertThatThrownBy(() -> {
                    secrets.putSecretValue(r ->
                            r.secretId("first").clientRequestToken(TOKEN + "1").secretString(value + "1"));
                    secrets.createSecret(
                            r -> r.name("second").clientRequestToken(TOKEN).secretString(value));
                })
                .isInstanceOf(Unsupported.class);
        secrets.deleteSecret(r -> r.secretId("first").forceDeleteWithoutRecovery(true));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 2 * each);
        secrets.createSecret(r -> r.name("second").clientRequestToken(TOKEN).secretString(value));
        secrets.deleteSecret(r -> r.secretId("second").recoveryWindowInDays(7L));
        cloud.clock.advance(Duration.ofDays(8));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - 2 * each);
    }

    @Test
    void parameters() {
        SsmClient ssm = cloud.client(SsmClient.class);
        String value = "x".repeat(4_000);
        ssm.putParameter(r -> r.name("first").type(ParameterType.STRING).value(value));
        long each = cloud.memory.taken();
        assertThat(each).isGreaterThanOrEqualTo(4_000);
        cloud.memory.keep((64L << 20) - each);

        assertThatThrownBy(() -> ssm.putParameter(
                        r -> r.name("second").type(ParameterType.STRING).value(value)))
                .isInstanceOf(Unsupported.class);
        assertThat(ssm.describeParameters(r -> {}).parameters()).hasSize(1);
        ssm.deleteParameter(r -> r.name("first"));
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - each);
        for (int i = 0; i < 110; i++) {
            cloud.memory.give(i < 100 ? each : 0);
            ssm.putParameter(r ->
                    r.name("second").type(ParameterType.STRING).value(value).overwrite(true));
        }
        assertThat(cloud.memory.taken()).isEqualTo((64L << 20) - each);
    }

    @Test
    void mails() {
        Mail mail = new Mail(cloud.clock.instant(), "a@example.com", "b@example.com", "s", LARGE, Map.of());
        fillUp();
        cloud.context().mail(mail, cloud.context().notes("ses"));

        assertThatThrownBy(() -> cloud.context().mail(mail, cloud.context().notes("ses")))
                .isInstanceOf(Unsupported.class);
        assertThat(cloud.mailbox.to("b@example.com")).hasSize(1);
    }
}
