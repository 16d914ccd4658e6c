package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SAM's events by rules and schedules, from the template to what the function gets of them. */
class SamEventsTest extends ConformanceCase {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
              Group: {Type: AWS::Scheduler::ScheduleGroup, Properties: {Name: nights}}
              Done: {Type: AWS::SQS::Queue}
              Lost: {Type: AWS::SQS::Queue}
              Boundary:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}
              OwnRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: scheduler.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: invoke
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt Hello.Arn}]
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: hello
                  Handler: %s
                  Runtime: java21
                  CodeUri: s3://code-of-the-facts/mirror.jar
                  EventInvokeConfig: {DestinationConfig: {OnSuccess: {Type: SQS, Destination: !GetAtt Done.Arn}}}
                  Events:
                    Placed:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: !Ref Bus
                        RuleName: placed
                        State: ENABLED
                        Pattern: {source: [shop]}
                        InputTransformer: {InputPathsMap: {n: $.detail.n}, InputTemplate: '{"transformed": <n>}'}
                        Target: {Id: mine}
                        RetryPolicy: {MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60}
                        DeadLetterConfig: {Type: SQS, QueueLogicalId: Letters}
                    Part:
                      Type: EventBridgeRule
                      Properties: {Pattern: {source: [shop]}, InputPath: $.detail}
                    Constant:
                      Type: CloudWatchEvent
                      Properties: {Pattern: {source: [shop]}, Input: '{"constant": true}'}
                    Quiet:
                      Type: CloudWatchEvent
                      Properties: {Pattern: {source: [shop]}, Input: '{"quiet": true}', Enabled: false}
                    Daily:
                      Type: Schedule
                      Properties:
                        Schedule: rate(1 day)
                        Name: daily
                        Description: once a day
                        Enabled: true
                        Input: '{"daily": true}'
                        RetryPolicy: {MaximumRetryAttempts: 2}
                        DeadLetterConfig: {Arn: !GetAtt Lost.Arn}
                    Night:
                      Type: ScheduleV2
                      Properties:
                        ScheduleExpression: cron(0 2 * * ? *)
                        ScheduleExpressionTimezone: Europe/Paris
                        FlexibleTimeWindow: {Mode: FLEXIBLE, MaximumWindowInMinutes: 10}
                        Name: night
                        GroupName: !Ref Group
                        Description: every night
                        State: ENABLED
                        Input: '{"night": true}'
                        PermissionsBoundary: !Ref Boundary
                        RetryPolicy: {MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600}
                        DeadLetterConfig: {Type: SQS, QueueLogicalId: NightLetters}
                    Own:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: rate(100 days), RoleArn: !GetAtt OwnRole.Arn, Input: '{"own": true}'}
                    Never:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: rate(1 hour), Input: '{"never": true}', State: DISABLED}
            Outputs:
              Done: {Value: !Ref Done}
              Letters: {Value: !Ref Letters}
              NightRole: {Value: !Ref HelloNightRole}
              Boundary: {Value: !Ref Boundary}
            """.formatted(Mirror.class.getName());

    private CloudFormationClient stacks;
    private EventBridgeClient events;
    private SqsClient sqs;
    private Map<String, String> outputs;

    @BeforeEach
    void deploy() {
        S3Client s3 = cloud.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(r -> r.bucket("code-of-the-facts")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-facts").key("mirror.jar"),
                RequestBody.fromBytes(FunctionJar.of(Mirror.class)));
        stacks = cloud.client(CloudFormationClient.builder());
        events = cloud.client(EventBridgeClient.builder());
        sqs = cloud.client(SqsClient.builder());
        stacks.createStack(r -> r.stackName("shop")
                .templateBody(TEMPLATE)
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        idle();
        Stack stack = stacks.describeStacks(r -> r.stackName("shop")).stacks().get(0);
        assertThat(stack.stackStatusAsString())
                .as(() -> stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents().stream()
                        .map(e -> e.logicalResourceId() + " " + e.resourceStatus() + " " + e.resourceStatusReason())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("CREATE_COMPLETE");
        outputs = stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    @Test
    void theFunctionGetsWhatEachEventSays() {
        assertThat(payloads()).containsExactlyInAnyOrder(json("{\"own\":true}"));

        put("shop");
        put("default");

        assertThat(payloads())
                .containsExactlyInAnyOrder(json("{\"transformed\":7}"), json("{\"n\":7}"), json("{\"constant\":true}"));

        cloud.cloud().clock().advance(Duration.ofDays(1).minusSeconds(2));

        assertThat(payloads()).containsOnly(json("{\"daily\":true}"), json("{\"night\":true}"));
    }

    @Test
    void rulesAndSchedulesAreAsTheTemplateSays() {
        DescribeRuleResponse daily = events.describeRule(r -> r.name("daily"));
        assertThat(daily.scheduleExpression()).isEqualTo("rate(1 day)");
        assertThat(daily.description()).isEqualTo("once a day");
        Target placed = events.listTargetsByRule(r -> r.rule("placed").eventBusName("shop"))
                .targets()
                .get(0);
        assertThat(placed.id()).isEqualTo("mine");
        assertThat(placed.retryPolicy().maximumRetryAttempts()).isEqualTo(1);
        assertThat(placed.retryPolicy().maximumEventAgeInSeconds()).isEqualTo(60);
        assertThat(events.listRules(r -> {}).rules())
                .filteredOn(rule -> rule.state() == RuleState.DISABLED)
                .singleElement()
                .satisfies(rule -> assertThat(rule.name()).contains("HelloQuiet"));
        GetScheduleResponse night = cloud.client(SchedulerClient.builder())
                .getSchedule(r -> r.name("night").groupName("nights"));
        assertThat(night.scheduleExpressionTimezone()).isEqualTo("Europe/Paris");
        assertThat(night.description()).isEqualTo("every night");
        assertThat(night.flexibleTimeWindow().mode()).isEqualTo(FlexibleTimeWindowMode.FLEXIBLE);
        assertThat(night.flexibleTimeWindow().maximumWindowInMinutes()).isEqualTo(10);
        assertThat(night.target().retryPolicy().maximumEventAgeInSeconds()).isEqualTo(600);
        assertThat(night.target().deadLetterConfig().arn()).contains("NightLetters");
        assertThat(cloud.client(IamClient.builder())
                        .getRole(r -> r.roleName(outputs.get("NightRole")))
                        .role()
                        .permissionsBoundary()
                        .permissionsBoundaryArn())
                .isEqualTo(outputs.get("Boundary"));
    }

    @Test
    void whatTheFunctionMayNotBeGivenIsInTheQueueThatSamMade() {
        payloads();
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        json(lambda.getPolicy(r -> r.functionName("hello")).policy())
                .path("Statement")
                .forEach(statement -> lambda.removePermission(r -> r.functionName("hello")
                        .statementId(statement.path("Sid").asText())));

        put("shop");

        assertThat(payloads()).isEmpty();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(outputs.get("Letters")).messageAttributeNames("All"))
                        .messages())
                .singleElement()
                .satisfies(letter -> assertThat(
                                letter.messageAttributes().get("ERROR_CODE").stringValue())
                        .isEqualTo("NO_PERMISSIONS"));
    }

    private void put(String bus) {
        events.putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source("shop")
                .detailType("Order placed")
                .detail("{\"n\":7}")
                .build()));
    }

    /** What the function got, by the records of its successes. */
    private List<JsonNode> payloads() {
        cloud.cloud().clock().advance(Duration.ofSeconds(1));
        String queue = outputs.get("Done");
        return sqs
                .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(12 * 60 * 60))
                .messages()
                .stream()
                .peek(message -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle())))
                .map(message -> json(message.body()).path("requestPayload"))
                .toList();
    }
}
