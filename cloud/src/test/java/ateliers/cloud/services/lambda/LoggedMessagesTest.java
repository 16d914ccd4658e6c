package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What a function logs, as log events.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log and monitor Java Lambda functions</a>
 */
class LoggedMessagesTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void eachMessageOfTheLoggerIsOneEventAndEachLineOfTheOutput() {
        Subjects functions = new Subjects(cloud.cloud());
        String role = functions.role("writer", "lambda.amazonaws.com");
        functions.allow("writer", "logs:*");
        functions.create("logging", role, r -> {});

        cloud.client(LambdaClient.builder())
                .invoke(r -> r.functionName("logging").payload(SdkBytes.fromUtf8String("\"messages\"")));

        assertThat(cloud.client(CloudWatchLogsClient.builder())
                        .filterLogEvents(r -> r.logGroupName("/aws/lambda/logging"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .filteredOn(message -> !message.matches("(INIT_START|START|END|REPORT) (?s).*"))
                .containsExactly("a", "b", "two\nlines\n\nand more", "c", "d");
    }
}
