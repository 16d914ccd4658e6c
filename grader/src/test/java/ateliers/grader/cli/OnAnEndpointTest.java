package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.grader.SolutionCopy;
import ateliers.grader.UnusableEndpoint;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Patience;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Grading on an AWS behind an address, in real time; the longer profile grades every lab so. */
class OnAnEndpointTest {
    private static final String LAB = "00-annexe-s3-sns";

    @TempDir
    Path folder;

    private Cloud cloud;

    @BeforeEach
    void anAwsSomewhereElse() {
        cloud = Cloud.start(CloudOptions.fresh().withAnyKey());
    }

    @AfterEach
    void noAws() {
        cloud.close();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void gradesAsInThisProcessAndLeavesNothing() throws Exception {
        Verdict verdict = GradeRun.gradeAt(
                cloud.endpoint(),
                Path.of("..", "solutions", LAB),
                LAB,
                Set.of("notify", "iam", "config"),
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(3)));

        assertThat(verdict.target()).isEqualTo("endpoint");
        assertThat(verdict.criteria())
                .extracting(CriterionResult::status)
                .as(verdict.toString())
                .containsOnly(Status.PASSED);
        assertThat(isEmpty()).isTrue();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void nobodyWhoListensIsTheMachinesFaultAndBuildsNothing() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Path copy = SolutionCopy.of(LAB, folder).folder();

        Cli.Run run = new Cli(folder)
                .start(
                        "grade",
                        copy.toString(),
                        "--endpoint",
                        "http://127.0.0.1:" + port,
                        "--report",
                        folder.resolve("rapport").toString());

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.FAULT);
        assertThat(run.out())
                .contains("La cible http://127.0.0.1:" + port + " ne répond pas, rien n'y écoute")
                .doesNotContain("Note", "\tat ");
        assertThat(Files.readString(folder.resolve("rapport/report.json"))).contains("\"status\" : \"error\"");
    }

    /** The sentences are GreetingTest's; here whoever is graded loses nothing by them, and is not kept waiting. */
    @Tag("longue")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"500", "200", "404", "muet", "https"})
    void whatCannotBeUsedCostsNobodyAPoint(String what) throws Exception {
        try (UnusableEndpoint endpoint = UnusableEndpoint.that(what)) {
            Cli.Run run = new Cli(folder)
                    .start(
                            "grade",
                            SolutionCopy.of(LAB, folder).folder().toString(),
                            "--endpoint",
                            endpoint.address().toString(),
                            "--report",
                            folder.resolve("rapport").toString());

            assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.FAULT);
            assertThat(run.out())
                    .contains("La cible " + endpoint.address() + " ")
                    .doesNotContain("Note", "\tat ", "Exception");
            assertThat(Files.readString(folder.resolve("rapport/report.json"))).contains("\"status\" : \"error\"");
        }
    }

    @Tag("longue")
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void twoTargetsAreShownSideBySide() throws Exception {
        Cli.Run run = new Cli(folder)
                .start(
                        "grade",
                        Path.of("..", "solutions", LAB).toString(),
                        "--compare",
                        "embedded,endpoint",
                        "--endpoint",
                        cloud.endpoint().toString(),
                        "--only",
                        "notify",
                        "--report",
                        folder.resolve("rapport").toString());

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.PASSED);
        assertThat(run.out()).containsPattern("embedded +endpoint").contains("notify");
        for (String target : new String[] {"embedded", "endpoint"}) {
            assertThat(Files.readString(
                            folder.resolve("rapport").resolve(target).resolve("report.json")))
                    .contains("\"target\" : \"%s\"".formatted(target));
        }
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void whatAGradingLeftIsRemovedByItsTag() throws Exception {
        cloud.door()
                .as(cloud.root(), SqsClient.class)
                .createQueue(r -> r.queueName("sonde").tags(Map.of("ateliers:run", "lab-perdue")));
        Cli cli = new Cli(folder);
        String address = cloud.endpoint().toString();

        Cli.Run other = cli.start("clean", "--endpoint", address, "--run", "lab-autre");
        assertThat(other.exit()).as(other.all()).isEqualTo(ExitCode.PASSED);
        assertThat(other.out()).contains("Rien à retirer.");
        assertThat(isEmpty()).isFalse();

        Cli.Run clean = cli.start("clean", "--endpoint", address);
        assertThat(clean.exit()).as(clean.all()).isEqualTo(ExitCode.PASSED);
        assertThat(clean.out()).contains("Retiré : la file sonde (lab-perdue)");
        assertThat(isEmpty()).isTrue();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoIsStoppedRemovesWhatItMade() throws Exception {
        Cli.Run run = new Cli(folder)
                .start(
                        "grade",
                        Path.of("..", "solutions", LAB).toString(),
                        "--endpoint",
                        cloud.endpoint().toString(),
                        "--patience",
                        "20");
        while (run.process().isAlive() && !run.out().contains("notify")) {
            run.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
        assertThat(isEmpty()).isFalse();

        new ProcessBuilder("kill", "-TERM", Long.toString(run.process().pid()))
                .start()
                .waitFor();

        assertThat(run.exit()).as(run.all()).isEqualTo(143);
        assertThat(run.err()).contains("Interrompu : rien n'a été noté.");
        assertThat(isEmpty()).isTrue();
    }

    private boolean isEmpty() {
        return cloud.door()
                        .as(cloud.root(), CloudFormationClient.class)
                        .describeStacks()
                        .stacks()
                        .isEmpty()
                && cloud.door()
                        .as(cloud.root(), S3Client.class)
                        .listBuckets()
                        .buckets()
                        .isEmpty()
                && cloud.door()
                        .as(cloud.root(), SqsClient.class)
                        .listQueues()
                        .queueUrls()
                        .isEmpty();
    }
}
