package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.CloudOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsFactsTest extends ConformanceCase {
    private static final int LONGEST_MESSAGE = 1_048_576;

    /** Takes any key: for requests that no SDK of today makes. */
    @RegisterExtension
    final CloudExtension open = new CloudExtension(() -> CloudOptions.fresh().withAnyKey());

    private SqsClient sqs;

    @BeforeEach
    void connect() {
        sqs = cloud.client(SqsClient.builder());
    }

    @Test
    @Fact(32)
    @DisplayName("Fact 32: the attributes of a message, and what FIFO adds")
    void attributes() {
        OpenQueue standard = new OpenQueue("standard");
        sqs.sendMessage(r -> r.queueUrl(standard.url).messageBody("hello"));
        String[] always = {"ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp"};
        assertThat(standard.take().attributesAsStrings()).containsOnlyKeys(always);

        String fifo = sqs.createQueue(
                        r -> r.queueName("q.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        sqs.sendMessage(
                r -> r.queueUrl(fifo).messageBody("hello").messageGroupId("g").messageDeduplicationId("d"));

        Map<String, String> attributes = sqs.receiveMessage(
                        r -> r.queueUrl(fifo).messageSystemAttributeNamesWithStrings("All"))
                .messages()
                .get(0)
                .attributesAsStrings();
        assertThat(attributes)
                .containsKeys(always)
                .containsEntry("MessageGroupId", "g")
                .containsEntry("MessageDeduplicationId", "d")
                .containsKey("SequenceNumber");
    }

    @Test
    @Fact(37)
    @DisplayName("Fact 37: a missing queue, to clients that speak JSON")
    void missingQueue() {
        String url = sqs.createQueue(r -> r.queueName("q")).queueUrl();

        refused(
                () -> sqs.sendMessage(r -> r.queueUrl(url + "-none").messageBody("hello")),
                "AWS.SimpleQueueService.NonExistentQueue",
                400,
                "The specified queue does not exist.");
    }

    @Test
    @Fact(37)
    @DisplayName("Fact 37: a missing queue, to clients that speak the query protocol")
    void missingQueueByQuery() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(open.cloud().endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20260101/"
                                + open.cloud().place().region()
                                + "/sqs/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .POST(HttpRequest.BodyPublishers.ofString("Action=GetQueueUrl&QueueName=none&Version=2012-11-05"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message>");
    }

    @Test
    @Fact(37)
    @DisplayName("Fact 37: a message's limit is 1,048,576 bytes")
    void messageLimit() {
        OpenQueue queue = new OpenQueue("q");
        sqs.sendMessage(r -> r.queueUrl(queue.url).messageBody("x".repeat(LONGEST_MESSAGE)));
        assertThat(queue.take().body()).hasSize(LONGEST_MESSAGE);

        refused(
                () -> sqs.sendMessage(r -> r.queueUrl(queue.url).messageBody("x".repeat(LONGEST_MESSAGE + 1))),
                "InvalidParameterValue",
                400,
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }
}
