package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;

/**
 * Which encryption at rest may be asked for. Nothing is encrypted here: whether it is on is kept and shown.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html">
 *     SSESpecification</a>
 */
final class TableEncryption {
    private static final List<String> TYPES = List.of("AES256", "KMS");

    private TableEncryption() {}

    static void constrain(Constraints constraints, SSESpecification asked) {
        if (asked != null) {
            constraints.oneOf("sSESpecification.sSEType", asked.sseTypeAsString(), TYPES);
        }
    }

    /** Refuses what DynamoDB refuses, then keys of one's own: there is no KMS. */
    static void require(SSESpecification asked, String operation) {
        if (asked == null) {
            return;
        }
        if (!Boolean.TRUE.equals(asked.enabled())) {
            requireAbsent(asked.sseType(), "SSEType");
            requireAbsent(asked.kmsMasterKeyId(), "KMSMasterKeyId");
        }
        if (asked.sseType() == SSEType.AES256) {
            throw Validation.badParameter("SSEType AES256 is not supported");
        }
        if (asked.kmsMasterKeyId() != null) {
            if (asked.sseType() == null) {
                throw Validation.badParameter("SSEType KMS is required if KMSMasterKeyId is specified");
            }
            throw new Unsupported("the parameter SSESpecification.KMSMasterKeyId of dynamodb:" + operation);
        }
    }

    private static void requireAbsent(Object value, String member) {
        if (value != null) {
            throw Validation.badParameter(member + " can not be specified if Enabled is false");
        }
    }
}
