package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.logs.LogsService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Answers about stacks whose operation is under way. No time passes by itself here. */
class StackWaitTest {
    private static final String TEMPLATE = "{\"Resources\":{\"Group\":{\"Type\":\"AWS::Logs::LogGroup\"}}}";
    private static final int PATIENCE_SECONDS = 20;

    private final TestServices services = new TestServices(new CloudFormationService(), new LogsService());
    private final CloudFormationClient cfn = services.client(CloudFormationClient.class);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        services.close();
    }

    private StackStatus status() {
        return cfn.describeStacks(r -> r.stackName("shop")).stacks().get(0).stackStatus();
    }

    @Test
    void waitForTheOperation() throws Exception {
        services.faults.inject("logs", "CreateLogGroup", request -> true, 1, (request, real) -> {
            assertThat(released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return real.call(request);
        });
        services.faults.inject(
                "cloudformation",
                "DescribeStacks",
                request -> {
                    asked.countDown();
                    return false;
                },
                1,
                (request, real) -> real.call(request));
        cfn.createStack(r -> r.stackName("shop").templateBody(TEMPLATE));

        CompletableFuture<StackStatus> answer = CompletableFuture.supplyAsync(this::status);
        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        released.countDown();

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    @Test
    void comeAtOnceWhenNothingIsUnderWay() {
        cfn.createStack(r -> r.stackName("shop").templateBody(TEMPLATE));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(PATIENCE_SECONDS)))
                .isTrue();

        assertThat(status()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }
}
