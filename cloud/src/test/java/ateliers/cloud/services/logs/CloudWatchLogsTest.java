package ateliers.cloud.services.logs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;

class CloudWatchLogsTest {
    private final TestServices services = new TestServices(new LogsService());
    private final CloudWatchLogsClient logs = services.client(CloudWatchLogsClient.class);

    @BeforeEach
    void createStream() {
        logs.createLogGroup(r -> r.logGroupName("group"));
        logs.createLogStream(r -> r.logGroupName("group").logStreamName("stream"));
    }

    @AfterEach
    void close() {
        services.close();
    }

    private void put(String... messages) {
        long now = services.clock.instant().toEpochMilli();
        logs.putLogEvents(r -> r.logGroupName("group")
                .logStreamName("stream")
                .logEvents(List.of(messages).stream()
                        .map(m -> InputLogEvent.builder()
                                .timestamp(now)
                                .message(m)
                                .build())
                        .toList()));
    }

    private List<String> filter(String pattern) {
        return logs.filterLogEvents(r -> r.logGroupName("group").filterPattern(pattern)).events().stream()
                .map(e -> e.message())
                .toList();
    }

    @Test
    void eventsGoForGoodWhenTheirRetentionEnds() {
        logs.putRetentionPolicy(r -> r.logGroupName("group").retentionInDays(3));
        put("old");
        services.clock.advance(Duration.ofDays(2));
        put("young");
        services.clock.advance(Duration.ofDays(2));

        assertThat(filter("")).containsExactly("young");
        logs.deleteRetentionPolicy(r -> r.logGroupName("group"));
        assertThat(logs.getLogEvents(r -> r.logGroupName("group").logStreamName("stream"))
                        .events())
                .hasSize(1);
    }

    @Test
    void eventsThatAreExpiredAlreadyAreRejected() {
        logs.putRetentionPolicy(r -> r.logGroupName("group").retentionInDays(3));
        long fiveDaysAgo = services.clock.instant().minus(Duration.ofDays(5)).toEpochMilli();

        var answer = logs.putLogEvents(r -> r.logGroupName("group")
                .logStreamName("stream")
                .logEvents(InputLogEvent.builder()
                        .timestamp(fiveDaysAgo)
                        .message("late")
                        .build()));

        assertThat(answer.rejectedLogEventsInfo().expiredLogEventEndIndex()).isEqualTo(1);
        assertThat(filter("")).isEmpty();
    }

    @Test
    void thereAreGroupsOfTheStandardClassOnly() {
        assertThat(logs.describeLogGroups(r -> r.logGroupClass("STANDARD")).logGroups())
                .hasSize(1);
        assertThat(logs.describeLogGroups(r -> r.logGroupClass("DELIVERY")).logGroups())
                .isEmpty();
        assertThat(refusal(() -> logs.describeLogGroups(r -> r.logGroupClass("SECOND"))))
                .contains("at 'logGroupClass' failed to satisfy constraint");
    }

    @Test
    void keysAndProtectionAreLacking() {
        assertThat(refusal(() -> logs.createLogGroup(r -> r.logGroupName("g").kmsKeyId("k"))))
                .contains("the parameter kmsKeyId of logs:CreateLogGroup");
        assertThat(refusal(() -> logs.createLogGroup(r -> r.logGroupName("g").deletionProtectionEnabled(true))))
                .contains("the parameter deletionProtectionEnabled of logs:CreateLogGroup");
        assertThat(logs.describeLogGroups().logGroups()).hasSize(1);
    }

    @Test
    void termsMustAllBeThereUnlessOptionalAndExcludedOnesMustNot() {
        put("ERROR disk full", "ERROR net down", "WARN disk slow");

        assertThat(filter("ERROR disk")).containsExactly("ERROR disk full");
        assertThat(filter("ERROR -net")).containsExactly("ERROR disk full");
        assertThat(filter("?net ?slow")).containsExactly("ERROR net down", "WARN disk slow");
        assertThat(filter("\"disk slow\"")).containsExactly("WARN disk slow");
    }

    @Test
    void jsonPatternsCompareMembers() {
        put("{\"a\":{\"b\":\"x1\"},\"n\":5}", "{\"a\":{\"b\":\"y\"},\"n\":7}", "no json");

        assertThat(filter("{ $.a.b = \"x*\" }")).hasSize(1);
        assertThat(filter("{ $.n >= 5 && $.n < 7 }")).hasSize(1);
        assertThat(filter("{ $.n = 7 || $.a.b = x1 }")).hasSize(2);
    }

    /** As a regular expression, so many asterisks would be tried for ever. */
    @Test
    void asterisksStandForAnyText() {
        put("{\"a\":\"" + "a".repeat(5_000) + "\"}", "{\"a\":\"aba\"}", "{\"a\":\"ab\"}");

        assertThat(filter("{ $.a = \"" + "*a".repeat(20) + "b\" }")).isEmpty();
        assertThat(filter("{ $.a = \"" + "*a".repeat(20) + "*\" }")).hasSize(1);
        assertThat(filter("{ $.a = \"a*b*a\" }")).containsExactly("{\"a\":\"aba\"}");
        assertThat(filter("{ $.a = \"ab*ba\" }")).isEmpty();
        assertThat(filter("{ $.a != \"*b\" }")).hasSize(2);
    }

    @Test
    void numbersHaveAnyExponent() {
        put("{\"n\":1e400}", "{\"n\":7}");

        assertThat(filter("{ $.n > 1e5 }")).containsExactly("{\"n\":1e400}");
        assertThat(filter("{ $.n < 1e99999999999 }")).containsExactly("{\"n\":7}");
    }

    @Test
    void eventsArePagedFromTheHeadByTheForwardToken() {
        put("1", "2", "3");
        var first = logs.getLogEvents(r -> r.logGroupName("group")
                .logStreamName("stream")
                .startFromHead(true)
                .limit(2));
        var rest = logs.getLogEvents(
                r -> r.logGroupName("group").logStreamName("stream").nextToken(first.nextForwardToken()));

        assertThat(first.events()).extracting(e -> e.message()).containsExactly("1", "2");
        assertThat(rest.events()).extracting(e -> e.message()).containsExactly("3");
    }

    @Test
    void refusesWhatCloudWatchLogsRefuses() {
        long now = services.clock.instant().toEpochMilli();

        assertThat(refusal(() -> logs.createLogGroup(r -> r.logGroupName("group"))))
                .isEqualTo("ResourceAlreadyExistsException: The specified log group already exists");
        assertThat(refusal(() -> logs.describeLogStreams(r -> r.logGroupName("none"))))
                .isEqualTo("ResourceNotFoundException: The specified log group does not exist.");
        assertThat(refusal(() ->
                        logs.putRetentionPolicy(r -> r.logGroupName("group").retentionInDays(2))))
                .contains("'retentionInDays'");
        assertThat(refusal(() -> logs.putLogEvents(r -> r.logGroupName("group")
                        .logStreamName("stream")
                        .logEvents(
                                InputLogEvent.builder()
                                        .timestamp(now)
                                        .message("b")
                                        .build(),
                                InputLogEvent.builder()
                                        .timestamp(now - 1)
                                        .message("a")
                                        .build()))))
                .contains("must be in chronological order");
    }
}
