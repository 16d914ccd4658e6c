package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/**
 * An account as AWS grants it at first.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
class AccountConcurrencyTest {
    private Cloud cloud;
    private Subjects functions;
    private LambdaClient lambda;

    private void accountOf(int concurrency) {
        cloud = Cloud.start(CloudOptions.fresh().withConcurrency(concurrency));
        functions = new Subjects(cloud);
        lambda = functions.lambda();
        String role = functions.role("runner", "lambda.amazonaws.com");
        functions.create("one", role, r -> {});
        functions.create("other", role, r -> {});
    }

    @AfterEach
    void noAccount() {
        cloud.close();
    }

    @Test
    void allFunctionsTogetherRunNoMoreThanTheAccountGrants() {
        accountOf(1);
        assertThat(functions.invoke("one", "{}").functionError()).isNull();
        assertThat(functions.invoke("other", "{}").functionError()).isNull();

        lambda.invoke(r -> r.functionName("one")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("\"loop\"")));
        assertThat(cloud.clock().await(() -> !cloud.journal().underWay().isEmpty(), Duration.ofMinutes(1)))
                .isTrue();

        assertThatThrownBy(() -> functions.invoke("other", "{}"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.reason()).isEqualTo(ThrottleReason.CONCURRENT_INVOCATION_LIMIT_EXCEEDED);
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
                });
    }

    /** In the words that people were told, as in https://github.com/awslabs/fhir-works-on-aws-deployment/issues/691. */
    @Test
    void aNewAccountMayReserveNothing() {
        accountOf(10);

        assertThat(lambda.getAccountSettings().accountLimit().concurrentExecutions())
                .isEqualTo(10);
        assertThat(refusal(() ->
                        lambda.putFunctionConcurrency(r -> r.functionName("one").reservedConcurrentExecutions(1))))
                .isEqualTo("InvalidParameterValueException: Specified ReservedConcurrentExecutions for function"
                        + " decreases account's UnreservedConcurrentExecution below its minimum value of [10].");
        lambda.putFunctionConcurrency(r -> r.functionName("one").reservedConcurrentExecutions(0));
        assertThat(refusal(() -> functions.invoke("one", "{}"))).startsWith("TooManyRequestsException");
    }

    @Test
    void whatIsReservedIsTakenFromAllOthers() {
        accountOf(1000);

        lambda.putFunctionConcurrency(r -> r.functionName("one").reservedConcurrentExecutions(900));

        assertThat(lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(100);
        assertThat(refusal(() -> lambda.putFunctionConcurrency(
                        r -> r.functionName("other").reservedConcurrentExecutions(1))))
                .endsWith("below its minimum value of [100].");
    }
}
