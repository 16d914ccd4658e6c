package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * Deletes items whose time has come. AWS promises "within a few days"; here a table is swept every so often in cloud time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">Time to live</a>
 */
final class TimeToLive implements DynamoDbClient, Operations {
    private static final Duration SWEEP = Duration.ofHours(1);

    private static final int LONGEST_ATTRIBUTE = 255;

    /** What expired longer ago than this is kept: AWS takes such times for mistakes. */
    private static final Duration TOO_OLD = Duration.ofDays(5 * 365);

    private static final String SERVICE = "dynamodb.amazonaws.com";

    private final Tables tables;
    private final CloudClock clock;

    TimeToLive(Tables tables, CloudClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        TimeToLiveSpecification specification = request.timeToLiveSpecification();
        require(specification);
        Table table = tables.described(request.tableName());
        table.requireCreated();
        String attribute = specification.attributeName();
        table.lock.lock();
        try {
            Optional<String> present = table.settings().ttlAttribute;
            if (Boolean.TRUE.equals(specification.enabled())) {
                if (present.isPresent()) {
                    throw Validation.error("TimeToLive is already enabled");
                }
                table.settings().ttlAttribute = Optional.of(attribute);
                clock.schedule(SWEEP, () -> sweep(table));
            } else {
                if (present.isEmpty()) {
                    throw Validation.error("TimeToLive is already disabled");
                }
                if (!present.get().equals(attribute)) {
                    throw Validation.error(
                            "TimeToLive is active on a different AttributeName: current AttributeName is "
                                    + present.get());
                }
                table.settings().ttlAttribute = Optional.empty();
            }
        } finally {
            table.lock.unlock();
        }
        return UpdateTimeToLiveResponse.builder()
                .timeToLiveSpecification(specification)
                .build();
    }

    private static void require(TimeToLiveSpecification specification) {
        Constraints constraints = Validation.constraints().present("timeToLiveSpecification", specification);
        if (specification != null) {
            String attribute = specification.attributeName();
            constraints
                    .present("timeToLiveSpecification.attributeName", attribute)
                    .present("timeToLiveSpecification.enabled", specification.enabled())
                    .length("timeToLiveSpecification.attributeName", attribute, 1, LONGEST_ATTRIBUTE);
        }
        constraints.require();
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        Optional<String> attribute = tables.described(request.tableName()).settings().ttlAttribute;
        return DescribeTimeToLiveResponse.builder()
                .timeToLiveDescription(description -> description
                        .attributeName(attribute.orElse(null))
                        .timeToLiveStatus(attribute.isPresent() ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED))
                .build();
    }

    private void sweep(Table table) {
        table.lock.lock();
        try {
            Optional<String> attribute = table.settings().ttlAttribute;
            if (attribute.isEmpty()
                    || tables.find(table.name()).filter(t -> t == table).isEmpty()) {
                return;
            }
            Instant now = clock.instant();
            List<Map<String, AttributeValue>> expired = table.items().between(null, null, true).values().stream()
                    .filter(item -> isExpired(item.get(attribute.get()), now))
                    .toList();
            expired.forEach(item -> table.change(Optional.of(item), Optional.empty(), Optional.of(SERVICE)));
        } finally {
            table.lock.unlock();
        }
        clock.schedule(SWEEP, () -> sweep(table));
    }

    private static boolean isExpired(AttributeValue value, Instant now) {
        if (value == null || value.n() == null) {
            return false;
        }
        BigDecimal seconds = new BigDecimal(value.n());
        return seconds.compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0
                && seconds.compareTo(BigDecimal.valueOf(now.minus(TOO_OLD).getEpochSecond())) > 0;
    }
}
