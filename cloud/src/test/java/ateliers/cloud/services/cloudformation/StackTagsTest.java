package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class StackTagsTest extends StackFixture {

    private static final String QUEUE = "Resources: {Queue: {Type: AWS::SQS::Queue}}";

    @Test
    void marksResourcesWithTheirStack() {
        var stack = create(QUEUE, tag("team", "shop"));

        assertThat(queueTags())
                .isEqualTo(Map.of(
                        "team", "shop",
                        "aws:cloudformation:stack-name", "shop",
                        "aws:cloudformation:stack-id", stack.stackId(),
                        "aws:cloudformation:logical-id", "Queue"));
    }

    @Test
    void marksAFunctionAsMadeBySam() {
        putCode("f.jar", 1);
        create("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties: {CodeUri: 's3://code-of-the-shop/f.jar', Handler: 'shop.Hello::handle', Runtime: java21}
                """);

        LambdaClient lambda = client(LambdaClient.class);
        assertThat(lambda.getFunction(r -> r.functionName(physicalId("Hello"))).tags())
                .containsEntry("lambda:createdBy", "SAM")
                .containsEntry("aws:cloudformation:logical-id", "Hello");
    }

    @Test
    void letsNobodyElseTouchTagsOfAws() {
        create(QUEUE);
        SqsClient sqs = client(SqsClient.class);
        String url = physicalId("Queue");

        assertThatThrownBy(() -> sqs.untagQueue(r -> r.queueUrl(url).tagKeys("aws:cloudformation:stack-name")))
                .hasMessageContaining("aws: prefixed tag key names are not allowed for external use.");
        assertThatThrownBy(() -> sqs.createQueue(r -> r.queueName("mine").tags(Map.of("aws:mine", "1"))))
                .hasMessageContaining("aws: prefixed tag key names are not allowed for external use.");
    }

    @Test
    void updatesResourcesWhenOnlyTheStacksTagsChange() {
        create(QUEUE, tag("team", "shop"), tag("old", "1"));
        var stack = update(QUEUE, tag("team", "bakery"));

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(queueTags())
                .containsEntry("team", "bakery")
                .doesNotContainKey("old")
                .containsEntry("aws:cloudformation:stack-name", "shop");
        assertThat(events()).contains("Queue UPDATE_COMPLETE null");
    }

    private Map<String, String> queueTags() {
        return client(SqsClient.class)
                .listQueueTags(r -> r.queueUrl(physicalId("Queue")))
                .tags();
    }
}
