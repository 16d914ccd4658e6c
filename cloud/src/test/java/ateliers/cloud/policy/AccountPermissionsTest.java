package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccountPermissionsTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:111111111111:q";
    private static final String ONE = "{\"Sid\":\"one\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::222222222222:root\"},\"Action\":\"SQS:SendMessage\",\"Resource\":\"" + QUEUE + "\"}";

    private final AccountPermissions permissions = AccountPermissions.none("id");

    private void allowOne() {
        permissions.allow("one", List.of("222222222222"), List.of("SQS:SendMessage"), QUEUE);
    }

    @Test
    void aPermissionIsAStatementWithItsLabel() {
        assertThat(permissions.isEmpty()).isTrue();
        assertThat(permissions.has("one")).isFalse();

        allowOne();

        assertThat(permissions.document())
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"id\",\"Statement\":[" + ONE + "]}");
        assertThat(permissions.isEmpty()).isFalse();
        assertThat(permissions.has("one")).isTrue();
        assertThat(permissions.has("two")).isFalse();
    }

    @Test
    void severalAccountsAndActionsAreLists() {
        permissions.allow("two", List.of("222222222222", "333333333333"), List.of("SQS:A", "SQS:B"), QUEUE);

        assertThat(permissions.document())
                .contains(
                        "{\"AWS\":[\"arn:aws:iam::222222222222:root\",\"arn:aws:iam::333333333333:root\"]}",
                        "\"Action\":[\"SQS:A\",\"SQS:B\"]");
    }

    @Test
    void takesOutWhatHasTheLabelAndLeavesTheRest() {
        AccountPermissions read =
                AccountPermissions.of("{\"Statement\":[{\"Sid\":\"kept\"},{\"Sid\":\"gone\"},{\"Sid\":\"gone\"},{}]}");

        read.remove("gone");

        assertThat(read.document()).isEqualTo("{\"Statement\":[{\"Sid\":\"kept\"},{}]}");
    }
}
