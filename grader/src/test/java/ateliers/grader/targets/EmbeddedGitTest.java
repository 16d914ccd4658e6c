package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;

class EmbeddedGitTest {
    @TempDir
    Path folder;

    @Test
    void theGraderPushesAsAUserOfItsOwn() throws Exception {
        Cloud cloud = Cloud.start();
        try (EmbeddedTarget target = EmbeddedTarget.on(cloud);
                Git git = Git.init().setDirectory(folder.toFile()).call()) {
            CodeCommitClient codecommit = cloud.door().as(cloud.root(), CodeCommitClient.class);
            String url = codecommit
                    .createRepository(r -> r.repositoryName("boutique"))
                    .repositoryMetadata()
                    .cloneUrlHttp();
            Files.writeString(folder.resolve("README.md"), "Bonjour");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Premier")
                    .setAuthor("Zoé", "zoe@example.com")
                    .setSign(false)
                    .call();
            Target.PushesGit pushes = target.capability(Target.PushesGit.class).orElseThrow();
            Target.GitLogin login = pushes.login();

            RemoteRefUpdate update = git.push()
                    .setRemote(pushes.remote(url).toString())
                    .setCredentialsProvider(new UsernamePasswordCredentialsProvider(login.user(), login.password()))
                    .setRefSpecs(new RefSpec("HEAD:refs/heads/main"))
                    .call()
                    .iterator()
                    .next()
                    .getRemoteUpdates()
                    .iterator()
                    .next();

            assertThat(update.getStatus()).isEqualTo(RemoteRefUpdate.Status.OK);
            assertThat(pushes.login()).isEqualTo(login);
            assertThat(codecommit
                            .getRepository(r -> r.repositoryName("boutique"))
                            .repositoryMetadata()
                            .defaultBranch())
                    .isEqualTo("main");
        }
    }
}
