package ateliers.cloud.services.dynamodb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

/** What of a table can be changed beside its items. Guarded by the table's lock. */
final class TableSettings {
    List<AttributeDefinition> attributes = List.of();
    BillingMode billingMode = BillingMode.PROVISIONED;

    /** When it was last made on-demand; a table that never was has no summary of its billing. */
    Optional<Instant> onDemandSince = Optional.empty();

    /** Kept and shown, not simulated. */
    Optional<ProvisionedThroughput> throughput = Optional.empty();

    /** The same, by index. */
    final Map<String, ProvisionedThroughput> indexThroughput = new LinkedHashMap<>();

    boolean deletionProtection;
    Optional<TableClass> tableClass = Optional.empty();
    Optional<SSESpecification> encryption = Optional.empty();

    /** The attribute with the time of expiry, in seconds since 1970. */
    Optional<String> ttlAttribute = Optional.empty();

    /** Kept and shown; nothing is backed up. */
    /** Days that the table may be restored to; empty while point-in-time recovery is off. */
    Optional<Integer> recoveryDays = Optional.empty();

    Instant recoverableSince;

    final Map<String, String> tags = new LinkedHashMap<>();
}
