package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.Fakes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
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
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Protocols that today's SDK does not speak; requests and responses are in {@link ProtocolAuditTest}. */
class ProtocolsWireTest {
    private final FrontFixture cloud = new FrontFixture(
            true,
            Fakes.open("sqs", SqsClient.class, new FakeQueues()),
            Fakes.open("cloudwatch", CloudWatchClient.class, new Metrics()),
            Fakes.open("lambda", LambdaClient.class, new Functions()));
    private final PlainCalls calls = new PlainCalls(cloud);

    @AfterEach
    void close() {
        cloud.close();
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

    private static final class Functions implements LambdaClient {
        @Override
        public InvokeResponse invoke(InvokeRequest request) {
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

        HttpResponse<String> answer = calls.form("sqs", body);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .contains("<SendMessageBatchResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">")
                .contains("<SendMessageBatchResult><SendMessageBatchResultEntry><Id>one</Id>"
                        + "<MessageId>a + b[colour]</MessageId></SendMessageBatchResultEntry></SendMessageBatchResult>")
                .contains("<ResponseMetadata><RequestId>");
    }

    @Test
    void theirAnswersHaveTheOlderNames() throws Exception {
        HttpResponse<String> answer = calls.form("sqs", "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q");

        assertThat(answer.body())
                .contains("<Body>&lt;hello&gt; &amp; é</Body>")
                .contains("<Attribute><Name>SentTimestamp</Name><Value>1</Value></Attribute>")
                .contains("<MessageAttribute><Name>colour</Name><Value><StringValue>blue</StringValue>");
    }

    @Test
    void theirErrorsAreXml() throws Exception {
        HttpResponse<String> answer = calls.form("sqs", "Action=GetQueueUrl&QueueName=none&Version=2012-11-05");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message>");
    }

    @Test
    void anUnknownActionIsInvalid() throws Exception {
        HttpResponse<String> answer = calls.form("sqs", "Action=Explode&Version=2012-11-05");

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

        HttpResponse<byte[]> answer = calls.http()
                .send(
                        calls.signed(
                                        "monitoring",
                                        "/service/GraniteServiceVersion20100801/operation/GetMetricStatistics")
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
        HttpResponse<String> answer = calls.json(
                "monitoring",
                "GraniteServiceVersion20100801.GetMetricStatistics",
                "{\"StartTime\":1.7E9,\"Dimensions\":[{\"Name\":\"d\"}]}");

        assertThat(answer.body())
                .startsWith("{\"Label\":\"d 2023-11-14T22:13:20Z\"")
                .contains("\"Timestamp\":1700000000");
    }

    @Test
    void aMembersStatusIsTheAnswers() {
        try (LambdaClient lambda = cloud.client(LambdaClient.builder())) {
            InvokeResponse response = lambda.invoke(r -> r.functionName("f").payload(SdkBytes.fromUtf8String("{}")));

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.payload().asUtf8String()).isEqualTo("{}");
        }
    }
}
