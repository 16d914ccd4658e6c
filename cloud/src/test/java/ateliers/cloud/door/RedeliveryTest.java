package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Arn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class RedeliveryTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:inbox";
    private static final Principal WHO = Principal.service("events.amazonaws.com");

    private final List<Throwable> defects = new ArrayList<>();
    private final CloudClock clock = new CloudClock(
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")), CallContext::capture, defects::add);
    private final Targets targets = new Targets();
    private final List<String> sent = new ArrayList<>();
    private final List<Optional<String>> traces = new ArrayList<>();
    private final List<Redelivery.GivenUp> ends = new ArrayList<>();
    private final Instant began = clock.instant();
    private Supplier<RuntimeException> answer = () -> null;

    @AfterEach
    void close() {
        clock.close();
        assertThat(defects).isEmpty();
    }

    @Test
    void whatArrivesIsSentOnce() {
        begin(Redelivery.Limits.of(null, null));

        assertThat(sent).containsExactly("1 at 0 by events.amazonaws.com");
        assertThat(ends).isEmpty();
    }

    @Test
    void chainsOfRequestsEndHere() throws Exception {
        new CallContext(
                        "outer",
                        Optional.empty(),
                        new Place("123456789012", "eu-west-3"),
                        WHO,
                        Map.of(),
                        Optional.of("x"))
                .call(() -> {
                    answer = () -> {
                        traces.add(CallContext.current().flatMap(CallContext::trace));
                        return null;
                    };
                    return CallContext.capture(() -> begin(Redelivery.Limits.of(null, null)));
                })
                .run();

        assertThat(sent).hasSize(1);
        assertThat(traces).containsExactly(Optional.empty());
    }

    @Test
    void whatFailsIsTriedTwiceAsLateEachTimeUntilThereWereEnoughAttempts() {
        answer = () -> error("InternalFailure", 500);

        begin(new Redelivery.Limits(4, Duration.ofDays(1)));

        assertThat(sent)
                .containsExactly(
                        "1 at 0 by events.amazonaws.com",
                        "2 at 1 by events.amazonaws.com",
                        "3 at 3 by events.amazonaws.com",
                        "4 at 7 by events.amazonaws.com",
                        "5 at 15 by events.amazonaws.com");
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.retries()).isEqualTo(4);
            assertThat(end.limit()).contains("MaximumRetryAttempts");
            assertThat(end.code()).isEqualTo("THROTTLING");
        });
    }

    @Test
    void pausesStopGrowing() {
        answer = () -> error("ThrottlingException", 429);

        begin(new Redelivery.Limits(12, Duration.ofDays(1)));

        assertThat(sent.get(11)).startsWith("12 at " + (1023 + 512) + " ");
    }

    @Test
    void noAttemptIsMadeThatWouldComeTooLate() {
        answer = () -> error("ServiceUnavailable", 503);

        begin(new Redelivery.Limits(100, Duration.ofSeconds(7)));

        assertThat(sent).hasSize(4);
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.retries()).isEqualTo(3);
            assertThat(end.limit()).contains("MaximumEventAgeInSeconds");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, 403, NO_PERMISSIONS",
        "AccessDeniedException, 400, NO_PERMISSIONS",
        "AuthorizationError, 400, NO_PERMISSIONS",
        "NoSuchBucket, 404, NO_RESOURCE",
        "ResourceNotFoundException, 400, NO_RESOURCE",
        "AWS.SimpleQueueService.NonExistentQueue, 400, NO_RESOURCE",
        "InvalidParameterValue, 400, SDK_CLIENT_ERROR",
    })
    void whatTryingAgainCannotHelpEndsAtOnce(String code, int status, String told) {
        answer = () -> error(code, status);

        begin(Redelivery.Limits.of(null, null));

        assertThat(sent).hasSize(1);
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.code()).isEqualTo(told);
            assertThat(end.retries()).isZero();
            assertThat(end.limit()).isEmpty();
        });
    }

    @Test
    void ourOwnGapEndsAtOnce() {
        answer = () -> new Unsupported("deliveries to the moon");

        begin(Redelivery.Limits.of(null, null));

        assertThat(sent).hasSize(1);
        assertThat(ends)
                .singleElement()
                .satisfies(end -> assertThat(end.error()).isInstanceOf(Unsupported.class));
    }

    @Test
    void theLimitsAreAwss() {
        assertThat(Redelivery.Limits.of(null, null)).isEqualTo(new Redelivery.Limits(185, Duration.ofHours(24)));
        assertThat(Redelivery.Limits.of(3, 60)).isEqualTo(new Redelivery.Limits(3, Duration.ofMinutes(1)));
    }

    private void begin(Redelivery.Limits limits) {
        targets.register("sqs", new Target() {
            @Override
            public Need need(Arn resource) {
                return new Need("sqs:SendMessage", resource.toString());
            }

            @Override
            public void send(Principal principal, Arn resource, Payload payload) {
                sent.add(payload.body() + " at "
                        + Duration.between(began, clock.instant()).toSeconds() + " by " + principal.arn());
                RuntimeException refusal = answer.get();
                if (refusal != null) {
                    throw refusal;
                }
            }
        });
        new Redelivery(targets, clock)
                .begin(
                        new Redelivery.Delivery(
                                () -> WHO,
                                QUEUE,
                                attempt -> Payload.of(Integer.toString(attempt)),
                                clock.instant(),
                                limits),
                        ends::add);
        clock.awaitIdle(Duration.ofSeconds(30));
        clock.await(() -> !ends.isEmpty(), Duration.ofDays(2));
    }

    private static AwsServiceException error(String code, int status) {
        return AwsErrors.of(AwsServiceException.builder(), code, status, "no");
    }
}
