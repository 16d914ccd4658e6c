package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.Fakes;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.lambda.FunctionTarget;
import ateliers.cloud.services.sns.TopicTarget;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** What functions and topics get of S3, which calls them as any client would. */
class DestinationsTest {
    private static final String BUCKET = "any-company";
    private static final String FUNCTION = TestServices.PLACE.arn("lambda", "function:f");
    private static final String TOPIC = TestServices.PLACE.arn("sns", "topic");

    private final TestServices services = new TestServices(new S3Service());
    private final Functions functions = new Functions();
    private final Topics topics = new Topics();
    private final S3Client s3 = services.client(S3Client.class);

    @BeforeEach
    void makeBucket() {
        services.door.register(Fakes.open("lambda", LambdaClient.class, functions, new FunctionTarget(services.door)));
        services.door.register(Fakes.open("sns", SnsClient.class, topics, new TopicTarget(services.door)));
        s3.createBucket(r -> r.bucket(BUCKET).createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aFunctionIsInvokedAsynchronouslyByTheBucket() throws Exception {
        LambdaFunctionConfiguration configuration = LambdaFunctionConfiguration.builder()
                .id("mine")
                .lambdaFunctionArn(FUNCTION)
                .events(Event.S3_OBJECT_CREATED)
                .build();
        s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(c -> c.lambdaFunctionConfigurations(configuration)));
        assertThat(functions.invocations).as("functions get no test event").isEmpty();

        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
        services.clock.awaitIdle(Duration.ofSeconds(10));

        InvokeRequest invocation = functions.invocations.get(0);
        assertThat(invocation.functionName()).isEqualTo(FUNCTION);
        assertThat(invocation.invocationType()).isEqualTo(InvocationType.EVENT);
        assertThat(functions.callers)
                .containsExactly(
                        Principal.service("s3.amazonaws.com", "arn:aws:s3:::" + BUCKET, TestServices.PLACE.account()));
        JsonNode record =
                new ObjectMapper().readTree(invocation.payload().asUtf8String()).at("/Records/0");
        assertThat(record.at("/s3/configurationId").asText()).isEqualTo("mine");
        assertThat(record.at("/s3/object/key").asText()).isEqualTo("k");
    }

    @Test
    void fact11ATopicGetsASubject() throws Exception {
        TopicConfiguration configuration = TopicConfiguration.builder()
                .topicArn(TOPIC)
                .events(Event.S3_OBJECT_CREATED)
                .build();
        s3.putBucketNotificationConfiguration(
                r -> r.bucket(BUCKET).notificationConfiguration(c -> c.topicConfigurations(configuration)));

        s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
        services.clock.awaitIdle(Duration.ofSeconds(10));

        assertThat(topics.published).extracting(PublishRequest::topicArn).containsExactly(TOPIC, TOPIC);
        assertThat(topics.published).extracting(PublishRequest::subject).containsOnly("Amazon S3 Notification");
        assertThat(topics.published.get(0).message()).contains("s3:TestEvent");
        assertThat(topics.published.get(1).message()).contains("ObjectCreated:Put");
    }

    private static final class Functions implements LambdaClient, Operations {
        private final List<InvokeRequest> invocations = new CopyOnWriteArrayList<>();
        private final List<Principal> callers = new CopyOnWriteArrayList<>();

        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            invocations.add(request);
            callers.add(CallContext.caller());
            return InvokeResponse.builder().statusCode(202).build();
        }
    }

    private static final class Topics implements SnsClient, Operations {
        private final List<PublishRequest> published = new CopyOnWriteArrayList<>();

        @Override
        public PublishResponse publish(PublishRequest request) {
            published.add(request);
            return PublishResponse.builder().messageId("m").build();
        }
    }
}
