package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A push of a few kilobytes may hold files of gigabytes. */
class LargePushesTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @TempDir
    Path folder;

    @Test
    void aFileThatUnpacksToTooMuchIsOurGap() throws Exception {
        try (GitFixture git = new GitFixture(cloud, folder)) {
            Git mine = git.newClone();
            GitFixture.commit(mine, "zeros", "0".repeat((32 << 20) + 1));

            assertThatThrownBy(() -> git.push(mine, "HEAD:refs/heads/main"))
                    .hasMessageContaining("Object too large (33,554,433 bytes)");

            assertThat(cloud.cloud().journal().entries())
                    .anyMatch(entry -> entry.message().contains("a file of more than 32 MB in a push"));
            assertThat(git.metadata().defaultBranch()).isNull();
        }
    }
}
