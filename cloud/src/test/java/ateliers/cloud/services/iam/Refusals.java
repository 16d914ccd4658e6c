package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.AwsErrors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How IAM refuses. */
final class Refusals {
    private Refusals() {}

    static void refused(ThrowingCallable call, String code, int status, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(AwsErrors.message(e)).isEqualTo(message);
            assertThat(AwsErrors.code(e)).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
