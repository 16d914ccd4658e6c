package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class StackEventsTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop-bus}}
              Queue: {Type: AWS::SQS::Queue}
              Letters: {Type: AWS::SQS::Queue}
              MaySend:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Queue]
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Principal: {Service: events.amazonaws.com}
                        Action: sqs:SendMessage
                        Resource: !GetAtt Queue.Arn
                        Condition: {ArnEquals: {"aws:SourceArn": !GetAtt Rule.Arn}}
              Rule:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref Bus
                  EventPattern: {source: [shop]}
                  Targets:
                    - {Id: first, Arn: !GetAtt Queue.Arn, InputPath: $.detail}
              Clock:
                Type: AWS::Events::Rule
                Properties:
                  ScheduleExpression: rate(1 day)
                  Targets:
                    - {Id: daily, Arn: !GetAtt Letters.Arn}
              Partner:
                Type: AWS::Events::EventBusPolicy
                Properties:
                  EventBusName: !Ref Bus
                  StatementId: partner
                  Statement:
                    Effect: Allow
                    Principal: {AWS: "arn:aws:iam::111122223333:root"}
                    Action: events:PutEvents
                    Resource: !GetAtt Bus.Arn
            Outputs:
              QueueUrl: {Value: !Ref Queue}
              LettersUrl: {Value: !Ref Letters}
              RuleArn: {Value: !GetAtt Rule.Arn}
            """;

    @Test
    void aRuleReachesItsTargetAndGoesWithItsStack() {
        Stack stack = create(TEMPLATE);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        EventBridgeClient bridge = client(EventBridgeClient.class);
        assertThat(physicalId("Rule")).startsWith("shop-bus|shop-Rule-");
        assertThat(output(stack, "RuleArn")).contains(":rule/shop-bus/shop-Rule-");
        assertThat(bridge.describeEventBus(r -> r.name("shop-bus")).policy()).contains("\"Sid\":\"partner\"");

        put("{\"n\":1}");
        assertThat(bodies(output(stack, "QueueUrl"))).containsExactly("{\"n\":1}");

        update(TEMPLATE.replace("Id: first", "Id: second"));
        assertThat(bridge
                        .listTargetsByRule(r -> r.eventBusName("shop-bus")
                                .rule(physicalId("Rule").replace("shop-bus|", "")))
                        .targets()
                        .stream()
                        .map(Target::id))
                .containsExactly("second");

        delete();
        assertThat(bridge.listRules(r -> {}).rules()).isEmpty();
        assertThat(bridge.listEventBuses(r -> {}).eventBuses()).hasSize(1);
    }

    @Test
    void aRuleWithoutPermissionDoesNotReachItsTargetAndTheJournalTells() {
        Stack stack = create(TEMPLATE);

        cloud.clock().advance(Duration.ofDays(1));
        settle();

        assertThat(bodies(output(stack, "LettersUrl"))).isEmpty();
        assertThat(cloud.journal().entries().stream()
                        .filter(each -> each.kind() == Entry.Kind.DROPPED)
                        .map(Entry::message))
                .singleElement()
                .asString()
                .contains("event aws.events \"Scheduled Event\"", "is not authorized to perform: sqs:sendmessage");
    }

    @Test
    void aLogGroupThatLetsEventsInGetsThem() {
        create(TEMPLATE);
        CloudWatchLogsClient logs = client(CloudWatchLogsClient.class);
        logs.createLogGroup(r -> r.logGroupName("/aws/events/shop"));
        logs.putResourcePolicy(r -> r.policyName("events").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                 "Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}"""));
        EventBridgeClient bridge = client(EventBridgeClient.class);
        bridge.putTargets(r -> r.eventBusName("shop-bus")
                .rule(physicalId("Rule").replace("shop-bus|", ""))
                .targets(Target.builder()
                        .id("logs")
                        .arn(cloud.place().arn("logs", "log-group:/aws/events/shop"))
                        .build()));

        put("{\"n\":2}");

        assertThat(logs.filterLogEvents(r -> r.logGroupName("/aws/events/shop")).events())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).endsWith("\"detail\":{\"n\":2}}"));
    }

    @Test
    void fact12ABucketTellsEventBridgeOfItsObjects() throws Exception {
        Stack stack = create("""
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties: {NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}}
                  Queue: {Type: AWS::SQS::Queue}
                  MaySend:
                    Type: AWS::SQS::QueuePolicy
                    Properties:
                      Queues: [!Ref Queue]
                      PolicyDocument:
                        Statement: [{Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]
                  Rule:
                    Type: AWS::Events::Rule
                    Properties:
                      EventPattern: {source: [aws.s3], detail: {bucket: {name: [!Ref Bucket]}, object: {key: [{prefix: "in/"}]}}}
                      Targets: [{Id: queue, Arn: !GetAtt Queue.Arn}]
                Outputs:
                  QueueUrl: {Value: !Ref Queue}
                  Bucket: {Value: !Ref Bucket}
                """);
        S3Client s3 = client(S3Client.class);
        String bucket = output(stack, "Bucket");
        s3.putObject(r -> r.bucket(bucket).key("out/a"), RequestBody.fromString("four"));
        s3.putObject(r -> r.bucket(bucket).key("in/été 1"), RequestBody.fromString("four"));
        settle();

        JsonNode created =
                new ObjectMapper().readTree(bodies(output(stack, "QueueUrl")).get(0));
        assertThat(created.path("detail-type").asText()).isEqualTo("Object Created");
        assertThat(created.path("source").asText()).isEqualTo("aws.s3");
        assertThat(created.path("resources").get(0).asText()).isEqualTo("arn:aws:s3:::" + bucket);
        JsonNode detail = created.path("detail");
        assertThat(detail.path("object").path("key").asText()).isEqualTo("in/été 1");
        assertThat(detail.path("object").path("size").asInt()).isEqualTo(4);
        assertThat(detail.path("object").path("etag").asText()).isEqualTo("8cbad96aced40b3838dd9f07f6ef5772");
        assertThat(detail.path("reason").asText()).isEqualTo("PutObject");
        assertThat(detail.has("deletion-type")).isFalse();

        s3.deleteObject(r -> r.bucket(bucket).key("in/été 1"));
        settle();

        JsonNode deleted =
                new ObjectMapper().readTree(bodies(output(stack, "QueueUrl")).get(0));
        assertThat(deleted.path("detail-type").asText()).isEqualTo("Object Deleted");
        assertThat(deleted.path("detail").path("deletion-type").asText()).isEqualTo("Permanently Deleted");
        assertThat(deleted.path("detail").path("reason").asText()).isEqualTo("DeleteObject");
        assertThat(deleted.path("detail").path("object").has("size")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::Events::Archive",
                "AWS::Events::ApiDestination",
                "AWS::Events::Connection",
                "AWS::Pipes::Pipe"
            })
    void whatIsLackingIsUnsupportedInWords(String type) {
        assertThatThrownBy(() -> create("Resources: {Lacking: {Type: " + type + "}}"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the resource type " + type);
    }

    private void put(String detail) {
        client(EventBridgeClient.class)
                .putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                        .eventBusName("shop-bus")
                        .source("shop")
                        .detailType("t")
                        .detail(detail)
                        .build()));
        settle();
    }

    private List<String> bodies(String queue) {
        return client(SqsClient.class)
                .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages()
                .stream()
                .map(message -> message.body())
                .toList();
    }
}
