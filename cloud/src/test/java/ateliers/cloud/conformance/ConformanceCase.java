package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A cloud that knows its keys, reached over HTTP by the SDK's clients, and what tests of facts say often. */
abstract class ConformanceCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    /** A queue that everybody may send to. */
    final class OpenQueue {
        final SqsClient sqs = cloud.client(SqsClient.builder());
        final String url;
        final String arn;

        OpenQueue(String name) {
            url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
            arn = cloud.cloud().place().arn("sqs", name);
            String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + arn + "\"}]}";
            sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        }

        /** The only message, taken from the queue once everything has come to rest. */
        Message take() {
            List<Message> messages = takeAll();
            assertThat(messages).hasSize(1);
            return messages.get(0);
        }

        /** Up to ten messages, taken from the queue once everything has come to rest. */
        List<Message> takeAll() {
            idle();
            List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url)
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNamesWithStrings("All"))
                    .messages();
            messages.forEach(m -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
            return messages;
        }

        JsonNode takeJson() {
            return json(take().body());
        }
    }

    /** A client to the table {@code orders}, whose only key is the text {@code id}. */
    final DynamoDbClient ordersTable() {
        DynamoDbClient dynamo = cloud.client(DynamoDbClient.builder());
        dynamo.createTable(r -> r.tableName("orders")
                .billingMode("PAY_PER_REQUEST")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build()));
        dynamo.waiter().waitUntilTableExists(r -> r.tableName("orders"));
        return dynamo;
    }

    final void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The call is refused with this code, status, and words. */
    static void refused(ThrowingCallable call, String code, int status, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(words);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
