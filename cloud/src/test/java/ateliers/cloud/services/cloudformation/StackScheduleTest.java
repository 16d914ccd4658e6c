package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.ValidationException;
import software.amazon.awssdk.services.sqs.SqsClient;

class StackScheduleTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Group: {Type: AWS::Scheduler::ScheduleGroup, Properties: {Name: night}}
              Queue: {Type: AWS::SQS::Queue}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: scheduler.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: send
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]
              Daily:
                Type: AWS::Scheduler::Schedule
                Properties:
                  GroupName: !Ref Group
                  ScheduleExpression: rate(1 day)
                  FlexibleTimeWindow: {Mode: "OFF"}
                  Target: {Arn: !GetAtt Queue.Arn, RoleArn: !GetAtt Role.Arn, Input: '{"at":"<aws.scheduler.scheduled-time>"}'}
            Outputs:
              QueueUrl: {Value: !Ref Queue}
              QueueArn: {Value: !GetAtt Queue.Arn}
              RoleArn: {Value: !GetAtt Role.Arn}
            """;

    @Test
    void aScheduleReachesItsTargetInItsRoleAndGoesWithItsStack() {
        Stack stack = create(TEMPLATE);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");

        cloud.clock().advance(Duration.ofDays(2));
        settle();

        assertThat(bodies(stack))
                .as("at once, and after each day")
                .hasSize(3)
                .allMatch(body -> body.matches("\\{\"at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"}"));
        update(TEMPLATE.replace("rate(1 day)", "rate(1 hour)"));
        cloud.clock().advance(Duration.ofHours(3));
        settle();
        assertThat(bodies(stack)).hasSize(4);
        delete();
        SchedulerClient scheduler = client(SchedulerClient.class);
        assertThat(scheduler.listSchedules(r -> {}).schedules()).isEmpty();
        assertThat(scheduler.listScheduleGroups(r -> {}).scheduleGroups()).hasSize(1);
    }

    @Test
    void oneTimeSchedulesGoByTheirTimeZoneAndMayGoWhenTheyAreOver() {
        Stack stack = create(TEMPLATE);
        cloud.clock().advance(Duration.ofSeconds(1));
        assertThat(bodies(stack)).hasSize(1);
        SchedulerClient scheduler = client(SchedulerClient.class);
        LocalDateTime inAnHour = LocalDateTime.ofInstant(cloud.clock().instant(), ZoneId.of("Asia/Tokyo"))
                .plusHours(1)
                .truncatedTo(ChronoUnit.SECONDS);
        String moment =
                inAnHour.toString().length() == "2030-01-01T00:00".length() ? inAnHour + ":00" : inAnHour.toString();
        scheduler.createSchedule(r -> r.name("once")
                .scheduleExpression("at(" + moment + ")")
                .scheduleExpressionTimezone("Asia/Tokyo")
                .actionAfterCompletion(ActionAfterCompletion.DELETE)
                .flexibleTimeWindow(FlexibleTimeWindow.builder()
                        .mode(FlexibleTimeWindowMode.OFF)
                        .build())
                .target(target(stack, "RoleArn")));

        cloud.clock().advance(Duration.ofMinutes(59));
        settle();
        assertThat(bodies(stack)).isEmpty();
        cloud.clock().advance(Duration.ofMinutes(2));
        settle();

        assertThat(bodies(stack)).singleElement().asString().contains("\"source\":\"aws.scheduler\"");
        assertThatThrownBy(() -> scheduler.getSchedule(r -> r.name("once")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Schedule once does not exist.");
    }

    @Test
    void refusesInAwssWords() {
        Stack stack = create(TEMPLATE);
        SchedulerClient scheduler = client(SchedulerClient.class);
        FlexibleTimeWindow off =
                FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();
        assertThatThrownBy(() -> scheduler.createSchedule(r -> r.name(physicalId("Daily"))
                        .groupName("night")
                        .scheduleExpression("rate(1 day)")
                        .flexibleTimeWindow(off)
                        .target(target(stack, "RoleArn"))))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> scheduler.createSchedule(r -> r.name("role")
                        .scheduleExpression("rate(1 day)")
                        .flexibleTimeWindow(off)
                        .target(target(stack, "QueueArn"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(
                        "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
    }

    @Test
    void aRoleWithoutPermissionDoesNotReachTheTargetAndTheJournalTells() {
        Stack stack = create(TEMPLATE.replace("Action: sqs:SendMessage", "Action: sqs:ReceiveMessage"));

        cloud.clock().advance(Duration.ofSeconds(1));

        assertThat(bodies(stack)).isEmpty();
        assertThat(cloud.journal().entries().stream()
                        .filter(each -> each.kind() == Entry.Kind.DROPPED)
                        .map(Entry::message))
                .singleElement()
                .asString()
                .contains("/EventBridgeScheduler is not authorized to perform: sqs:sendmessage");
    }

    @Test
    void walksAYearAcrossBothChangesOfTheClocks() {
        Stack stack = create(TEMPLATE.replace(
                        "{Type: AWS::SQS::Queue}",
                        "{Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}")
                .replace("rate(1 day)", "cron(0 8 * * ? *)\n      ScheduleExpressionTimezone: Europe/Paris"));
        ZoneId paris = ZoneId.of("Europe/Paris");
        ZonedDateTime first =
                ZonedDateTime.ofInstant(cloud.clock().instant(), paris).with(LocalTime.of(8, 0));
        ZonedDateTime from = first.toInstant().isAfter(cloud.clock().instant()) ? first : first.plusDays(1);

        List<String> seen = new ArrayList<>();
        for (int week = 0; week < 52; week++) {
            cloud.clock().advance(Duration.ofDays(7));
            seen.addAll(bodies(stack));
        }

        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 52 * 7)
                        .mapToObj(day -> "{\"at\":\"" + from.plusDays(day).toInstant() + "\"}")
                        .toList());
        assertThat(seen).anyMatch(body -> body.contains("T06:00")).anyMatch(body -> body.contains("T07:00"));
    }

    private static Target target(Stack stack, String role) {
        return Target.builder()
                .arn(output(stack, "QueueArn"))
                .roleArn(output(stack, role))
                .build();
    }

    private List<String> bodies(Stack stack) {
        SqsClient sqs = client(SqsClient.class);
        String queue = output(stack, "QueueUrl");
        var messages = sqs.receiveMessage(
                        r -> r.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages();
        messages.forEach(each -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(each.receiptHandle())));
        return messages.stream().map(message -> message.body()).toList();
    }
}
