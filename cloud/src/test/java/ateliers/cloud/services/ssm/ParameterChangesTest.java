package ateliers.cloud.services.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What EventBridge hears of parameters, in the form of the user guide's example event.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">Parameter Store
 *     events</a>
 */
class ParameterChangesTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void eachChangeIsAnEvent() throws Exception {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String queue = sqs.createQueue(r -> r.queueName("changes")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "changes");
        sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service":
                "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "%s"}]}""".formatted(arn))));
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        events.putRule(r -> r.name("changes").eventPattern("""
                {"source": ["aws.ssm"], "detail-type": ["Parameter Store Change"],
                 "detail": {"name": [{"prefix": "/shop/"}]}}"""));
        events.putTargets(r ->
                r.rule("changes").targets(Target.builder().id("queue").arn(arn).build()));
        SsmClient ssm = cloud.client(SsmClient.builder());

        ssm.putParameter(r -> r.name("/other").value("x").type("String"));
        ssm.putParameter(r -> r.name("/shop/title").value("x").type("String").description("Sample"));
        ssm.putParameter(r -> r.name("/shop/title").value("y").overwrite(true));
        ssm.labelParameterVersion(r -> r.name("/shop/title").labels("live"));
        ssm.deleteParameter(r -> r.name("/shop/title"));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();

        List<JsonNode> seen = new ArrayList<>();
        for (Message message : sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages()) {
            seen.add(new ObjectMapper().readTree(message.body()));
        }
        assertThat(seen).hasSize(4).allSatisfy(event -> {
            assertThat(event.path("detail-type").asText()).isEqualTo("Parameter Store Change");
            assertThat(event.path("resources").path(0).asText())
                    .isEqualTo(cloud.cloud().place().arn("ssm", "parameter/shop/title"));
            assertThat(event.path("detail").path("name").asText()).isEqualTo("/shop/title");
            assertThat(event.path("detail").path("type").asText()).isEqualTo("String");
            assertThat(event.path("detail").path("description").asText()).isEqualTo("Sample");
        });
        assertThat(seen.stream()
                        .map(event -> event.path("detail").path("operation").asText()))
                .containsExactlyInAnyOrder("Create", "Update", "LabelParameterVersion", "Delete");
    }
}
