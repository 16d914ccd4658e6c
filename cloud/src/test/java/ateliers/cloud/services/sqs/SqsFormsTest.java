package ateliers.cloud.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Forms that are sent to a queue's own URL, as older clients and people without any client do.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html">Making
 *     query API requests</a>
 */
class SqsFormsTest {
    private final Cloud cloud = Cloud.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private SqsClient sqs;
    private String url;

    @BeforeEach
    void aQueueForEverybody() {
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
        url = sqs.createQueue(r -> r.queueName("orders")).queueUrl();
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":"
                        + "\"sqs:*\",\"Resource\":\"arn:aws:sqs:*:*:orders\"}}";
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private HttpResponse<String> form(String to, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(to))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void theQueueIsTheOneAtTheAddress() throws Exception {
        HttpResponse<String> answer = form(url, "Action=SendMessage&Version=2012-11-05&MessageBody=bonjour");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting(message -> message.body())
                .containsExactly("bonjour");
    }

    @Test
    void everythingMayStandInTheAddress() throws Exception {
        URI to = URI.create(url + "?Action=SendMessage&Version=2012-11-05&MessageBody=bonsoir");

        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(to).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting(message -> message.body())
                .containsExactly("bonsoir");
    }

    @Test
    void aQueueThatTheFormNamesIsTheOne() throws Exception {
        HttpResponse<String> answer = form(
                url.replace("orders", "nowhere"),
                "Action=SendMessage&Version=2012-11-05&MessageBody=bonjour&QueueUrl=" + url);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void anAddressWithoutAQueueNamesNone() throws Exception {
        HttpResponse<String> answer =
                form(cloud.endpoint() + "/", "Action=SendMessage&Version=2012-11-05&MessageBody=bonjour");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>MissingParameter</Code>");
    }
}
