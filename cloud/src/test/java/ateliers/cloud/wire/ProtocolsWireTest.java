package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.Fakes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
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

/** Protocols that today's SDK does not speak, and errors; requests and responses are in {@link ProtocolAuditTest}. */
class ProtocolsWireTest {
    private final FrontFixture cloud = new FrontFixture(
            true,
            Fakes.open("sqs", SqsClient.class, new FakeQueues(), new Echo()),
            Fakes.open("cloudwatch", CloudWatchClient.class, new Metrics()),
            Fakes.open("dynamodb", DynamoDbClient.class, new Tables()),
            Fakes.open("lambda", LambdaClient.class, new Functions()));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        cloud.close();
    }

    private static final class Echo implements HttpRoute {
        @Override
        public boolean matches(WireRequest request) {
            return request.host().endsWith(".execute-api.localhost")
                    || request.rawPath().startsWith("/echo");
        }

        @Override
        public WireResponse answer(WireRequest request) {
            if (request.rawPath().equals("/echo/defect")) {
                throw new IllegalStateException("a defect of ours");
            }
            return WireResponse.of(
                    418, "text/plain", request.method() + " " + request.rawPath() + " " + request.host());
        }
    }

    private static final class Metrics implements CloudWatchClient {
        @Override
        public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
            return GetMetricStatisticsResponse.builder()
                    .label(request.dimensions().get(0).name() + " " + request.startTime())
                    .datapoints(Datapoint.builder()
                            .timestamp(request.startTime())
                            .sum(1.5)
                            .build())
                    .build();
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
            if (request.functionName().equals("none")) {
                throw AwsErrors.of(
                        ResourceNotFoundException.builder().type("User"),
                        "ResourceNotFoundException",
                        404,
                        "Function not found");
            }
            return InvokeResponse.builder()
                    .statusCode(202)
                    .payload(request.payload())
                    .build();
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
    void oldClientsOfSqsSendForms() throws Exception {
        String body = "Action=SendMessageBatch&Version=2012-11-05&QueueUrl=q"
                + "&SendMessageBatchRequestEntry.1.Id=one&SendMessageBatchRequestEntry.1.MessageBody=a%20%2B%20b"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=colour"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=String"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=blue";

        HttpResponse<String> answer = form("sqs", body);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .contains("<SendMessageBatchResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
                .contains("<SendMessageBatchResult><SendMessageBatchResultEntry><Id>one</Id>"
                        + "<MessageId>a + b[colour]</MessageId></SendMessageBatchResultEntry></SendMessageBatchResult>")
                .contains("<ResponseMetadata><RequestId>");
    }

    @Test
    void theirAnswersHaveTheOlderNames() throws Exception {
        HttpResponse<String> answer = form("sqs", "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q");

        assertThat(answer.body())
                .contains("<Body>&lt;hello&gt; &amp; é</Body>")
                .contains("<Attribute><Name>SentTimestamp</Name><Value>1</Value></Attribute>")
                .contains("<MessageAttribute><Name>colour</Name><Value><StringValue>blue</StringValue>");
    }

    @Test
    void theirErrorsAreXml() throws Exception {
        HttpResponse<String> answer = form("sqs", "Action=GetQueueUrl&QueueName=none&Version=2012-11-05");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message>");
    }

    @Test
    void anUnknownActionIsInvalid() throws Exception {
        HttpResponse<String> answer = form("sqs", "Action=Explode&Version=2012-11-05");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidAction</Code>").contains("Explode");
    }

    @Test
    void cloudWatchTakesCbor() throws Exception {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        byte[] body = cbor.writeValueAsBytes(Map.of(
                "Namespace",
                "n",
                "StartTime",
                1_700_000_000.5,
                "Dimensions",
                List.of(Map.of("Name", "d", "Value", "v"))));

        HttpResponse<byte[]> answer = http.send(
                signed("monitoring", "/service/GraniteServiceVersion20100801/operation/GetMetricStatistics")
                        .header("smithy-protocol", "rpc-v2-cbor")
                        .header("Content-Type", "application/cbor")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("smithy-protocol")).contains("rpc-v2-cbor");
        Map<?, ?> read = cbor.readValue(answer.body(), Map.class);
        assertThat(read.get("Label")).isEqualTo("d " + Instant.ofEpochMilli(1_700_000_000_500L));
        assertThat(read.get("Datapoints")).isEqualTo(List.of(Map.of("Timestamp", 1_700_000_000.5, "Sum", 1.5)));
    }

    @Test
    void cloudWatchTakesJson() throws Exception {
        HttpResponse<String> answer = json(
                "monitoring",
                "GraniteServiceVersion20100801.GetMetricStatistics",
                "{\"StartTime\":1.7E9,\"Dimensions\":[{\"Name\":\"d\"}]}");

        assertThat(answer.body())
                .startsWith("{\"Label\":\"d 2023-11-14T22:13:20Z\"")
                .contains("\"Timestamp\":1700000000");
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
    void aMembersStatusIsTheAnswers() {
        try (LambdaClient lambda = cloud.client(LambdaClient.builder())) {
            InvokeResponse response = lambda.invoke(r -> r.functionName("f").payload(SdkBytes.fromUtf8String("{}")));

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.payload().asUtf8String()).isEqualTo("{}");
        }
    }

    @Test
    void aWrongTypeIsASerializationException() throws Exception {
        HttpResponse<String> answer = json("sqs", "AmazonSQS.GetQueueUrl", "{\"QueueName\":5}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#SerializationException\","
                        + "\"Message\":\"NUMBER_VALUE can not be converted to a String\"}");
    }

    @Test
    void anUnknownTargetIsAnUnknownOperation() throws Exception {
        HttpResponse<String> answer = json("sqs", "AmazonSQS.Explode", "{}");

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
        HttpResponse<String> answer = json("kinesis", "Kinesis_20131202.ListStreams", "{}");

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

    @Test
    void aHostNamesTheServiceOfAnUnsignedRequest() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET /?Action=ListQueues&QueueNamePrefix=p HTTP/1.1\r\nHost: sqs.eu-west-3.localhost:4566\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("<QueueUrl>p by anonymous</QueueUrl>");
    }

    @Test
    void aDefectOfARouteIsInTheJournal() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve("/echo/defect")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(cloud.journal.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(Entry.Kind.DEFECT);
            assertThat(entry.service()).isEqualTo("sqs");
            assertThat(entry.operation()).isEqualTo("GET /echo/defect");
            assertThat(entry.outcome()).isEqualTo(IllegalStateException.class.getName());
            assertThat(entry.message()).isEqualTo("a defect of ours");
        });
    }

    @Test
    void aRouteIsAskedFirst() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "DELETE /a%20b HTTP/1.1\r\nHost: abc.execute-api.localhost:4566\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 418").endsWith("DELETE /a%20b abc.execute-api.localhost");
    }

    @Test
    void toolsFindTheHealthOfIt() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve("/_localstack/health"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"sqs\": \"running\"");
    }

    private HttpResponse<String> form(String service, String body) throws Exception {
        return http.send(
                signed(service, "/")
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> json(String service, String target, String body) throws Exception {
        return http.send(
                signed(service, "/")
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", target)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** With a key that nobody issued. */
    private HttpRequest.Builder signed(String service, String path) {
        return HttpRequest.newBuilder(cloud.endpoint().resolve(path))
                .header("X-Amz-Date", "20260102T030405Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20260102/eu-west-3/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=00");
    }
}
