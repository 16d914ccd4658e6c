package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class AwsErrorsTest {
    private final AwsServiceException error =
            AwsErrors.of(NoSuchKeyException.builder(), "NoSuchKey", 404, "The specified key does not exist.");

    @Test
    void anErrorStaysTheSameWithMoreHeaders() {
        AwsServiceException more = AwsErrors.with(error, Map.of("x-amz-delete-marker", "true"));

        assertThat(more).isInstanceOf(NoSuchKeyException.class);
        assertThat(more.statusCode()).isEqualTo(404);
        assertThat(AwsErrors.code(more)).isEqualTo("NoSuchKey");
        assertThat(AwsErrors.message(more)).isEqualTo("The specified key does not exist.");
        assertThat(more.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(404);
        assertThat(more.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-delete-marker"))
                .contains("true");
    }

    @Test
    void anErrorHasNoHeadersOfItsOwn() {
        assertThat(error.awsErrorDetails().sdkHttpResponse().headers()).isEmpty();
    }
}
