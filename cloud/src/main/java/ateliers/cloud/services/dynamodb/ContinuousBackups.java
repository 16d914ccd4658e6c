package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;

/**
 * Whether tables could be restored to a point in time. It is kept and shown: there are no backups here.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html">
 *     UpdateContinuousBackups</a>
 */
final class ContinuousBackups implements DynamoDbClient, Operations {
    private static final int MOST_DAYS = 35;

    private final Tables tables;
    private final CloudClock clock;

    ContinuousBackups(Tables tables, CloudClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        var recovery = request.pointInTimeRecoverySpecification();
        Validation.constraints()
                .present("pointInTimeRecoverySpecification", recovery)
                .given(
                        "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
                        recovery == null || recovery.pointInTimeRecoveryEnabled() != null)
                .between(
                        "pointInTimeRecoverySpecification.recoveryPeriodInDays",
                        recovery == null ? null : recovery.recoveryPeriodInDays(),
                        1,
                        MOST_DAYS)
                .require();
        Table table = tables.described(request.tableName());
        TableSettings settings = table.settings();
        if (!recovery.pointInTimeRecoveryEnabled()) {
            settings.recoveryDays = Optional.empty();
        } else {
            settings.recoverableSince = settings.recoveryDays.isPresent() ? settings.recoverableSince : clock.instant();
            int asked = recovery.recoveryPeriodInDays() == null
                    ? settings.recoveryDays.orElse(MOST_DAYS)
                    : recovery.recoveryPeriodInDays();
            settings.recoveryDays = Optional.of(asked);
        }
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(description(table))
                .build();
    }

    @Override
    public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(description(tables.described(request.tableName())))
                .build();
    }

    private ContinuousBackupsDescription description(Table table) {
        TableSettings settings = table.settings();
        Instant now = clock.instant();
        PointInTimeRecoveryDescription recovery = settings.recoveryDays
                .map(days -> {
                    Instant oldest = now.minus(days, ChronoUnit.DAYS);
                    return PointInTimeRecoveryDescription.builder()
                            .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.ENABLED)
                            .recoveryPeriodInDays(days)
                            .earliestRestorableDateTime(
                                    oldest.isAfter(settings.recoverableSince) ? oldest : settings.recoverableSince)
                            .latestRestorableDateTime(now)
                            .build();
                })
                .orElse(PointInTimeRecoveryDescription.builder()
                        .pointInTimeRecoveryStatus(PointInTimeRecoveryStatus.DISABLED)
                        .build());
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery)
                .build();
    }
}
