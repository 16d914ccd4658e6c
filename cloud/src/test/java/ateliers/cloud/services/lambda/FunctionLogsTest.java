package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** Where the log of a function goes. */
class FunctionLogsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private Subjects functions;

    @BeforeEach
    void prepare() {
        functions = new Subjects(cloud.cloud());
    }

    private Stream<Entry> dropped(String logGroup) {
        return cloud.cloud().journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.DROPPED)
                .filter(entry -> entry.resource().equals(logGroup));
    }

    @Test
    void theLogIsInTheTailAndInCloudWatchLogs() {
        String role = functions.role("writer", "lambda.amazonaws.com");
        functions.allow("writer", "logs:*");
        functions.create("logging", role, r -> {});

        String tail = new String(Base64.getDecoder()
                .decode(functions.invoke("logging", "\"log\"").logResult()));

        CloudWatchLogsClient logs = cloud.cloud().door().as(cloud.cloud().root(), CloudWatchLogsClient.class);
        assertThat(tail)
                .startsWith("START RequestId: ")
                .contains("\nune ligne\n")
                .contains("\nREPORT RequestId: ");
        assertThat(logs.filterLogEvents(r -> r.logGroupName("/aws/lambda/logging")
                                .filterPattern("{ $.niveau = \"info\" && $.n > 2 }"))
                        .events())
                .extracting(e -> e.message())
                .containsExactly("{\"niveau\":\"info\",\"n\":3}");
    }

    @Test
    void aRoleWithoutLogPermissionsHasNoLogAndTheJournalSaysSo() {
        functions.create("silent", functions.role("mute", "lambda.amazonaws.com"), r -> {});

        functions.invoke("silent", "\"log\"");

        assertThat(dropped("/aws/lambda/silent")).isNotEmpty();
    }

    @Test
    void aRoleThatIsGoneHasNoLogAndTheJournalSaysOnceWhy() {
        functions.create("orphan", functions.role("passing", "lambda.amazonaws.com"), r -> {});
        functions.iam().deleteRole(r -> r.roleName("passing"));

        functions.invoke("orphan", "\"log\"");
        functions.invoke("orphan", "\"log\"");

        assertThat(dropped("/aws/lambda/orphan")).singleElement().satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo("AccessDenied");
            assertThat(entry.message())
                    .startsWith("the log of orphan is lost, as its role cannot be assumed: ")
                    .contains("sts:AssumeRole");
        });
    }
}
