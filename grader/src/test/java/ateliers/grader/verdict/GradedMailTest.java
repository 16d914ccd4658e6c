package ateliers.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.build.Built;
import ateliers.grader.checklist.Stacks;
import ateliers.grader.checklist.Status;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Mail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradedMailTest {
    @TempDir
    Path folder;

    @Test
    void aCriterionIsToldWithTheMailsThatItHasRead() throws Exception {
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  News:
                    Type: AWS::SNS::Topic
                    Properties:
                      Subscription:
                        - Protocol: email
                          Endpoint: %s
                Outputs:
                  TopicArn:
                    Value: !Ref News
                """.formatted(MailChecklist.ANNA));
        Packager packager = new Packager(file, new Built(folder, folder.resolve(Built.JAR), List.of()));
        try (Stacks stacks = new Stacks(EmbeddedTarget::start, new Deployer(packager, Map.of()))) {
            Limit none = new Limit(new CompletableFuture<>(), "");

            List<CriterionResult> results = new Grading(MailChecklist.class, "embedded", List.of(), none)
                    .play(stacks, Set.of())
                    .criteria();

            assertThat(results).extracting(CriterionResult::status).containsExactly(Status.PASSED, Status.FAILED);
            assertThat(results.get(0).mails()).isEmpty();
            assertThat(results.get(1).outcome().message()).isEqualTo("Le courriel dit bonjour.");
            assertThat(results.get(1).mails())
                    .extracting(Mail::subject)
                    .containsExactly("AWS Notification - Subscription Confirmation", "Alerte");
        }
    }
}
