package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.Fakes;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What clients are told when something is wrong, with the request, the service or us. */
class WireErrorsTest {
    private final FrontFixture cloud = new FrontFixture(
            true,
            Fakes.open("sqs", SqsClient.class, new FakeQueues()),
            Fakes.open("dynamodb", DynamoDbClient.class, new Tables()),
            Fakes.open("lambda", LambdaClient.class, new Functions()));
    private final PlainCalls calls = new PlainCalls(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    private static final class Tables implements DynamoDbClient {
        @Override
        public ListTablesResponse listTables(ListTablesRequest request) {
            throw AwsErrors.of(DynamoDbException.builder(), "ValidationException", 400, "Limit is too small");
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            throw AwsErrors.of(
                    TransactionCanceledException.builder()
                            .cancellationReasons(CancellationReason.builder()
                                    .code("ConditionalCheckFailed")
                                    .build()),
                    "TransactionCanceledException",
                    400,
                    "Transaction cancelled");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private static final class Functions implements LambdaClient {
        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            throw AwsErrors.of(
                    ResourceNotFoundException.builder().type("User"),
                    "ResourceNotFoundException",
                    404,
                    "Function not found");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    @Test
    void aQuerysErrorCodeComesWithJson() {
        try (SqsClient sqs = cloud.client(SqsClient.builder())) {
            assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("none")))
                    .isInstanceOfSatisfying(QueueDoesNotExistException.class, e -> {
                        assertThat(e.awsErrorDetails().errorCode())
                                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The specified queue does not exist.");
                        assertThat(e.requestId()).isNotBlank();
                    });
        }
    }

    @Test
    void anErrorsMembersArrive() {
        try (DynamoDbClient tables = cloud.client(DynamoDbClient.builder())) {
            assertThatThrownBy(() -> tables.transactWriteItems(r -> {}))
                    .isInstanceOfSatisfying(
                            TransactionCanceledException.class,
                            e -> assertThat(e.cancellationReasons())
                                    .extracting(CancellationReason::code)
                                    .containsExactly("ConditionalCheckFailed"));
        }
    }

    @Test
    void anErrorThatTheModelLacksKeepsItsCode() {
        try (DynamoDbClient tables = cloud.client(DynamoDbClient.builder())) {
            assertThatThrownBy(tables::listTables)
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        }
    }

    @Test
    void aRestErrorIsTheSdksException() {
        try (LambdaClient lambda = cloud.client(LambdaClient.builder())) {
            assertThatThrownBy(() -> lambda.invoke(r -> r.functionName("none")))
                    .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(404);
                        assertThat(e.type()).isEqualTo("User");
                    });
        }
    }

    @Test
    void aWrongTypeIsASerializationException() throws Exception {
        HttpResponse<String> answer = calls.json("sqs", "AmazonSQS.GetQueueUrl", "{\"QueueName\":5}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\","
                        + "\"Message\":\"NUMBER_VALUE can not be converted to a String\"}");
    }

    @Test
    void anUnknownTargetIsAnUnknownOperation() throws Exception {
        HttpResponse<String> answer = calls.json("sqs", "AmazonSQS.Explode", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    @Test
    void anOperationWeLackIs501AndNamed() {
        try (SqsClient sqs = cloud.client(SqsClient.builder())) {
            assertThatThrownBy(() -> sqs.purgeQueue(r -> r.queueUrl("q")))
                    .isInstanceOfSatisfying(SqsException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(501);
                        assertThat(e.awsErrorDetails().errorMessage()).contains("PurgeQueue");
                    });
        }
    }

    @Test
    void aServiceWeLackIs501AndNamed() throws Exception {
        HttpResponse<String> answer = calls.json("kinesis", "Kinesis_20131202.ListStreams", "{}");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("kinesis");
    }

    @Test
    void aDefectIsAnInternalFailure() {
        try (SqsClient sqs = cloud.client(SqsClient.builder())) {
            assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("defect")))
                    .isInstanceOfSatisfying(SqsException.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(500);
                        assertThat(e.getMessage()).doesNotContain("a defect of ours");
                    });
        }
    }
}
