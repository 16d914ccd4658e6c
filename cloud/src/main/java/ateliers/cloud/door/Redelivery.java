package ateliers.cloud.door;

import ateliers.cloud.clock.CloudClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Delivers as EventBridge and its scheduler do: again, twice as late each time, where the target's service failed; until
 * there were too many attempts, or too much time has passed.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html">How EventBridge
 *     retries delivering events</a>
 */
public record Redelivery(Targets targets, CloudClock clock) {
    private static final int MOST_RETRIES = 185;
    private static final int OLDEST_SECONDS = 24 * 60 * 60;
    private static final int DOUBLINGS = 9;

    /**
     * How long it is tried.
     *
     * @param retries after the first attempt
     * @param age since the event came
     */
    public record Limits(int retries, Duration age) {
        /** @param retries null for AWS's 185 */
        public static Limits of(Integer retries, Integer ageInSeconds) {
            return new Limits(
                    retries == null ? MOST_RETRIES : retries,
                    Duration.ofSeconds(ageInSeconds == null ? OLDEST_SECONDS : ageInSeconds));
        }
    }

    /**
     * What is to be delivered.
     *
     * @param who acts; asked at each attempt, since a role may refuse itself for a while
     * @param payload of each attempt, the first of which is 1
     */
    public record Delivery(
            Supplier<Principal> who, String arn, IntFunction<Payload> payload, Instant since, Limits limits) {}

    /**
     * An end without success.
     *
     * @param retries that there were
     * @param limit that was reached, by its name in AWS's API; empty where trying again could not help
     */
    public record GivenUp(AwsServiceException error, int retries, Optional<String> limit) {
        /** The error as dead-letter queues tell it. */
        public String code() {
            String code = AwsErrors.code(error);
            if (error.statusCode() == 403 || code.contains("AccessDenied") || code.contains("Authorization")) {
                return "NO_PERMISSIONS";
            }
            if (error.statusCode() == 404 || code.contains("NotFound") || code.contains("NonExistent")) {
                return "NO_RESOURCE";
            }
            return AwsErrors.isWorthRetrying(error) ? "THROTTLING" : "SDK_CLIENT_ERROR";
        }
    }

    /** Begins, on a thread of its own. */
    public void begin(Delivery delivery, Consumer<GivenUp> end) {
        clock.execute(() -> attempt(delivery, 0, end));
    }

    private void attempt(Delivery delivery, int retries, Consumer<GivenUp> end) {
        try {
            // Lambda does not count the loops that go through EventBridge.
            CallContext.tracing(
                    Optional.empty(),
                    () -> targets.send(
                            delivery.who().get(),
                            delivery.arn(),
                            delivery.payload().apply(retries + 1)));
        } catch (Unsupported e) {
            end.accept(new GivenUp(e, retries, Optional.empty()));
        } catch (AwsServiceException e) {
            Optional<String> limit = limit(delivery, retries);
            if (AwsErrors.isWorthRetrying(e) && limit.isEmpty()) {
                clock.schedule(pause(retries), () -> clock.execute(() -> attempt(delivery, retries + 1, end)));
            } else {
                end.accept(new GivenUp(e, retries, AwsErrors.isWorthRetrying(e) ? limit : Optional.empty()));
            }
        }
    }

    private Optional<String> limit(Delivery delivery, int retries) {
        if (retries >= delivery.limits().retries()) {
            return Optional.of("MaximumRetryAttempts");
        }
        Duration age = Duration.between(delivery.since(), clock.instant()).plus(pause(retries));
        return age.compareTo(delivery.limits().age()) > 0 ? Optional.of("MaximumEventAgeInSeconds") : Optional.empty();
    }

    private static Duration pause(int retries) {
        return Duration.ofSeconds(1L << Math.min(retries, DOUBLINGS));
    }
}
