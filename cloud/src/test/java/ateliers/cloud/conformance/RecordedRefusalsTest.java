package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Refusals in the words that AWS was seen to give: each test names who saw them. */
class RecordedRefusalsTest extends ConformanceCase {
    private static final Map<String, AttributeValue> ID = Map.of("id", AttributeValue.fromS("1"));

    /** Keys that are not those of a table whose only key is the text {@code id}. */
    private static final List<Map<String, AttributeValue>> MISFITS =
            List.of(Map.of(), Map.of("id", AttributeValue.fromN("1")), Map.of("other", AttributeValue.fromS("1")));

    /** LocalStack's recording {@code test_sqs.py, test_set_unsupported_attribute_standard} and {@code …_fifo}. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aStandardQueueKnowsNoFifoQueue(String value) {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String url = sqs.createQueue(r -> r.queueName("orders")).queueUrl();

        refused(
                () -> sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("FifoQueue", value))),
                "InvalidAttributeName",
                400,
                "Unknown Attribute FifoQueue.");
    }

    /** The same recordings: a FIFO queue stays what it is. */
    @Test
    void aFifoQueueStaysOne() {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String url = sqs.createQueue(r -> r.queueName("orders.fifo").attributesWithStrings(Map.of("FifoQueue", "true")))
                .queueUrl();

        sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("FifoQueue", "true")));
        refused(
                () -> sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("FifoQueue", "false"))),
                "InvalidAttributeValue",
                400,
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    /** LocalStack's recording {@code test_sns_filter_policy.py, test_validate_policy_string_operators}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\":{\"suffix\":\"value\"}}                    | suffix          | 19",
                "{\"key\":{\"suffix\":\"value\",\"prefix\":\"value\"}} | suffix        | 19",
                "{\"key\":{\"not-an-operator\":\"value\"}}           | not-an-operator | 28"
            })
    void anOperatorOutsideAListIsNoFilter(String policy, String operator, int column) {
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        OpenQueue queue = new OpenQueue("inbox");

        refused(
                () -> sns.subscribe(r -> r.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn)
                        .attributes(Map.of("FilterPolicy", policy))),
                "InvalidParameter",
                400,
                "Invalid parameter: Attributes Reason: FilterPolicy: \"" + operator
                        + "\" must be an object or an array\n at [Source: (String)\"" + policy + "\"; line: 1, column: "
                        + column + "]");
    }

    /** serverless-secrets' issue 39: names of one letter, and of others than letters, digits and {@code _}. */
    @ParameterizedTest
    @ValueSource(strings = {"A", "1A", "account-map", "_A"})
    void namesOfEnvironmentVariables(String name) {
        LambdaClient lambda = cloud.client(LambdaClient.builder());

        refused(
                () -> lambda.createFunction(r -> r.functionName("f")
                        .runtime("java17")
                        .handler("a.B")
                        .role("arn:aws:iam::" + cloud.cloud().place().account() + ":role/runner")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(Reporting.class))))
                        .environment(e -> e.variables(Map.of(name, "secret")))),
                "ValidationException",
                400,
                "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys"
                        + " must satisfy constraint: [Member must satisfy regular expression pattern:"
                        + " [a-zA-Z]([a-zA-Z0-9_])+]");
    }

    /** LocalStack's recording {@code test_apigateway_import.py, test_import_api_bad_file}: before the API is looked for. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"openapi\": ", "a: [b", "just words", "{\"swagger\": \"1.2\"}"})
    void whatIsNoOpenApiIsNotImported(String text) {
        ApiGatewayClient apis = cloud.client(ApiGatewayClient.builder());
        SdkBytes body = SdkBytes.fromUtf8String(text);

        refused(() -> apis.importRestApi(r -> r.body(body)), "BadRequestException", 400, "Invalid OpenAPI input.");
        refused(
                () -> apis.putRestApi(r -> r.restApiId("abcdef").body(body)),
                "BadRequestException",
                400,
                "Invalid OpenAPI input.");
    }

    /**
     * What a written list lacks is a wrong argument: LocalStack's recording {@code test_change_set_fn_select.py,
     * test_invalid_select_index_type}. What a parameter lacks is named, after two spaces: cloudtools/troposphere issue
     * 1483, stelligent/mu issue 196. Aliases: seeebiii/aws-cloudformation-templates issue 1.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Select [100, [test]]   | Fn::Select requires a list argument with two elements: an integer index and a list",
                "!Select [bad, [test]]   | Fn::Select requires a list argument with two elements: an integer index and a list",
                "!Select [3, !Ref Zones] | Fn::Select  cannot select nonexistent value at index 3",
                "*name                   | YAML aliases are not allowed in CloudFormation templates"
            })
    void errorsOfATemplate(String name, String words) {
        CloudFormationClient stacks = cloud.client(CloudFormationClient.builder());
        String template = "Parameters: {Zones: {Type: CommaDelimitedList, Default: 'a,b'}}\n"
                + "Resources: {A: {Type: AWS::SQS::Queue, Metadata: &name {a: b}, Properties: {QueueName: " + name
                + "}}}\n";

        refused(
                () -> stacks.createStack(r -> r.stackName("shop").templateBody(template)),
                "ValidationError",
                400,
                "Template error: " + words);
    }

    /** nubo-db/dynoxide issues 19 and 98, against AWS: which key does not fit is told by its place. */
    @Test
    void aKeyThatDoesNotFitCancelsAReadingTransaction() {
        DynamoDbClient dynamo = ordersTable();

        for (Map<String, AttributeValue> key : MISFITS) {
            cancelled(
                    () -> dynamo.transactGetItems(r -> r.transactItems(get(ID), get(key))),
                    "The provided key element does not match the schema");
        }
    }

    /** paritysuite/dynamodb-conformance pull requests 46 and 60, captured in four regions. */
    @Test
    void aKeyOfAnotherTypeCancelsAWritingTransaction() {
        DynamoDbClient dynamo = ordersTable();
        TransactWriteItem first = write(w -> w.put(p -> p.tableName("orders").item(ID)));

        for (Map<String, AttributeValue> key : MISFITS) {
            for (TransactWriteItem second : List.of(
                    write(w -> w.delete(d -> d.tableName("orders").key(key))),
                    write(w -> w.update(u -> u.tableName("orders").key(key).updateExpression("REMOVE b"))),
                    write(w -> w.conditionCheck(
                            c -> c.tableName("orders").key(key).conditionExpression("attribute_exists(id)"))))) {
                cancelled(
                        () -> dynamo.transactWriteItems(r -> r.transactItems(first, second)),
                        "The provided key element does not match the schema");
            }
        }
        cancelled(
                () -> dynamo.transactWriteItems(r -> r.transactItems(
                        first, write(w -> w.put(p -> p.tableName("orders").item(MISFITS.get(1)))))),
                "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N");
        assertThat(dynamo.getItem(r -> r.tableName("orders").key(ID)).hasItem()).isFalse();
    }

    /** The same captures: an empty key refuses the whole request. */
    @Test
    void anEmptyKeyRefusesAWritingTransaction() {
        DynamoDbClient dynamo = ordersTable();
        Map<String, AttributeValue> empty = Map.of("id", AttributeValue.fromS(""));

        for (TransactWriteItem each : List.of(
                write(w -> w.put(p -> p.tableName("orders").item(empty))),
                write(w -> w.delete(d -> d.tableName("orders").key(empty))))) {
            refused(
                    () -> dynamo.transactWriteItems(r -> r.transactItems(each)),
                    "ValidationException",
                    400,
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
                            + " empty string value. Key: id");
        }
    }

    private static void cancelled(ThrowingCallable transaction, String reason) {
        assertThatThrownBy(transaction).isInstanceOfSatisfying(TransactionCanceledException.class, e -> {
            assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                            + " ValidationError]");
            assertThat(e.cancellationReasons())
                    .extracting(CancellationReason::code, CancellationReason::message)
                    .containsExactly(tuple("None", null), tuple("ValidationError", reason));
        });
    }

    private static TransactWriteItem write(Consumer<TransactWriteItem.Builder> action) {
        return TransactWriteItem.builder().applyMutation(action).build();
    }

    private static TransactGetItem get(Map<String, AttributeValue> key) {
        return TransactGetItem.builder()
                .get(g -> g.tableName("orders").key(key))
                .build();
    }
}
