package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** A function that sends itself events without end would take a thread of the machine for each. */
class FloodedFunctionTest {
    @Test
    void eventsThatWaitTakeNoThreads() {
        try (Cloud cloud = Cloud.start()) {
            Subjects functions = new Subjects(cloud);
            String role = functions.role("runner", "lambda.amazonaws.com");
            functions.allow("runner", "logs:*");
            functions.create("flooded", role, r -> {});
            LambdaClient lambda = cloud.door().as(cloud.root(), LambdaClient.class);
            long before = workers();
            for (int i = 0; i < 300; i++) {
                lambda.invoke(r -> r.functionName("flooded")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("\"nothing\"")));
            }

            assertThat(workers() - before).isLessThanOrEqualTo(AsyncEvents.AT_ONCE + 10);
            assertThat(cloud.clock().awaitIdle(Duration.ofMinutes(2))).isTrue();
            assertThat(cloud.journal().entries().stream()
                            .filter(entry -> entry.resource().endsWith(":flooded"))
                            .filter(entry -> entry.kind() == Entry.Kind.INVOCATION))
                    .hasSize(300);
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cloud-work"))
                .count();
    }
}
