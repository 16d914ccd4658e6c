package ateliers.grader.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.build.Builder;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Lab 01's solution, in its own 512 MB, with the largest files that its README speaks of. */
@Tag("longue")
class LargeFilesTest {
    private static final String LAB = "01-csv-s3-dynamodb";
    private static final String HEADER = "sku,nom,categorie,prix,quantite,date_maj\n";

    @TempDir
    Path work;

    @ParameterizedTest
    @CsvSource({"10000, 5000, 50000000", "100000, 20, 5000000"})
    void isImportedWithinTheTimeoutByOneInvocation(int rows, int name, int leastBytes) throws Exception {
        byte[] file = file(rows, name);
        assertThat(file).hasSizeGreaterThan(leastBytes);
        Labs labs = Labs.in(Path.of("..").toRealPath());
        Submission submission =
                new Submissions(labs).read(Path.of("..", "solutions", LAB).toRealPath(), LAB, work);
        Deployer deployer = new Deployer(
                new Packager(submission.template(), new Builder(labs.home()).build(submission, work)), Map.of());
        try (EmbeddedTarget target = EmbeddedTarget.start();
                AwsClients aws = new AwsClients(target)) {
            Deployed deployed = deployer.deploy(target, aws, "grand");
            String bucket = deployed.outputs().get("ImportBucketName");
            FunctionConfiguration function =
                    aws.lambda().listFunctions().functions().get(0);
            assertThat(function.memorySize()).isEqualTo(512);

            aws.s3().putObject(r -> r.bucket(bucket).key("imports/grand.csv"), RequestBody.fromBytes(file));
            target.await(() -> report(aws, bucket).isPresent(), Duration.ofSeconds(function.timeout()));

            assertThat(report(aws, bucket).orElse("no account"))
                    .contains("\"lues\":" + rows)
                    .contains("\"importees\":" + rows)
                    .contains("\"rejetees\":0");
            // The account is written before the invocation ends.
            target.await(() -> !invocations(target).isEmpty(), Duration.ofSeconds(function.timeout()));
            assertThat(invocations(target))
                    .singleElement()
                    .satisfies(step -> assertThat(step.succeeded()).isTrue());
        }
    }

    private static List<Step> invocations(EmbeddedTarget target) {
        return target.story().steps().stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION)
                .toList();
    }

    private static Optional<String> report(AwsClients aws, String bucket) {
        try {
            return Optional.of(aws.s3()
                    .getObjectAsBytes(r -> r.bucket(bucket).key("rapports/grand.csv.json"))
                    .asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static byte[] file(int rows, int length) {
        String name = "Produit à l'étage ".repeat(length / 18 + 1).substring(0, length);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            text.append("P-%d,%s,mesure,12.50,%d,2026-03-02%n"
                    .formatted(i, name, i % 1_000)
                    .replace("\r\n", "\n"));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
