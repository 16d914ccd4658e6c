package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.item.Validation;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsStatus;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
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
    private final Tables tables;

    ContinuousBackups(Tables tables) {
        this.tables = tables;
    }

    @Override
    public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        var recovery = request.pointInTimeRecoverySpecification();
        Validation.constraints()
                .present("pointInTimeRecoverySpecification", recovery)
                .given(
                        "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
                        recovery == null || recovery.pointInTimeRecoveryEnabled() != null)
                .require();
        if (recovery.recoveryPeriodInDays() != null) {
            throw new Unsupported("dynamodb: RecoveryPeriodInDays");
        }
        Table table = tables.described(request.tableName());
        table.settings().pointInTimeRecovery = recovery.pointInTimeRecoveryEnabled();
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

    private static ContinuousBackupsDescription description(Table table) {
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery -> recovery.pointInTimeRecoveryStatus(
                        table.settings().pointInTimeRecovery
                                ? PointInTimeRecoveryStatus.ENABLED
                                : PointInTimeRecoveryStatus.DISABLED))
                .build();
    }
}
