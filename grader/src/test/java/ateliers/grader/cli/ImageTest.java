package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.grader.targets.Patience;
import ateliers.grader.variety.Variety;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testcontainers.DockerClientFactory;

/** The project's own image, made without a network from this machine's JDK, started as any emulator's is, and graded on. */
@Tag("longue")
@EnabledOnOs(OS.LINUX)
class ImageTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final Path SOLUTION = Path.of("..", "solutions", LAB);

    /** Long enough for a machine that does much else; nobody sends here what silence could miss. */
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(150), Duration.ofSeconds(3));

    private static final String IMAGE = "ateliers-aws:essai-" + Variety.small(8);

    @BeforeAll
    static void builds() throws IOException, InterruptedException {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "passé : aucun Docker ne répond sur ce poste, l'image n'est pas essayée.");
        Run built = run("sh", "../docker/image.sh", "--sans-reseau", "--etiquette", IMAGE);
        assertThat(built.exit()).as(built.out()).isZero();
    }

    @AfterAll
    static void removes() throws IOException, InterruptedException {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            run("docker", "image", "rm", "--force", IMAGE);
        }
    }

    @Test
    void theAnnexEarnsInItWhatItEarnsAtAnAddressAndNothingStays() throws Exception {
        Verdict inImage = GradeRun.gradeIn("localstack", IMAGE, SOLUTION, LAB, PATIENCE);
        Verdict atAddress;
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            atAddress = GradeRun.gradeAt(cloud.endpoint(), SOLUTION, LAB, Set.of(), PATIENCE);
        }

        assertThat(inImage.exitCode()).as(inImage.toString()).isZero();
        assertThat(marks(inImage)).as(inImage.toString()).isEqualTo(marks(atAddress));
        assertThat(inImage.score()).isEqualTo(atAddress.score());
        assertThat(inImage.max()).isEqualTo(atAddress.max());
        assertThat(run("docker", "ps", "--all", "--quiet", "--filter", "ancestor=" + IMAGE)
                        .out())
                .isEmpty();
    }

    /** What people do with it, without the grader. */
    @Test
    void itRunsByItselfAndIsCalledByItsName() throws Exception {
        Run started = run("docker", "run", "--detach", "--rm", IMAGE, "cloud", "--host", "aws");
        String container = started.out().strip();
        try {
            assertThat(started.exit()).as(started.out()).isZero();
            Run asked = new Run(1, "");
            for (int i = 0; i < 100 && asked.exit() != 0; i++) {
                asked = run("docker", "exec", container, "bash", "-c", """
                        exec 3<>/dev/tcp/127.0.0.1/4566 || exit 1
                        printf 'GET /_localstack/health HTTP/1.1\\r\\nHost: aws:4566\\r\\nConnection: close\\r\\n\\r\\n' >&3
                        cat <&3""");
            }
            assertThat(asked.out()).startsWith("HTTP/1.1 200 ").contains("\"lambda\"");
        } finally {
            run("docker", "rm", "--force", container);
        }
    }

    private static List<String> marks(Verdict verdict) {
        return verdict.criteria().stream().map(ImageTest::mark).toList();
    }

    private static String mark(CriterionResult result) {
        return "%s %s".formatted(result.id(), result.status());
    }

    private record Run(int exit, String out) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out);
    }
}
