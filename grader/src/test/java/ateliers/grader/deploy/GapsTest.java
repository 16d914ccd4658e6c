package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.faults.Fault;
import ateliers.grader.build.Built;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target's gaps and defects are known by what the target tells, never by the words of a refusal. */
class GapsTest {
    private static final String QUEUE = """
            Resources:
              Attente:
                Type: AWS::SQS::Queue
            """;

    private final Cloud cloud = Cloud.start();
    private final EmbeddedTarget target = EmbeddedTarget.on(cloud);
    private final AwsClients aws = new AwsClients(target);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void aGapMetWhileTheStackIsMadeIsNotTheStudentsFault() {
        cloud.faults().inject("sqs", "CreateQueue", request -> true, 1, Fault.failing(new Unsupported("sqs: queues")));

        assertThatThrownBy(() -> deploy(QUEUE))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ce n'est pas ta faute : « sqs: queues ».\n");
    }

    @Test
    void aDefectMetWhileTheStackIsMadeIsNotTheStudentsFault() {
        cloud.faults()
                .inject(
                        "sqs",
                        "CreateQueue",
                        request -> true,
                        1,
                        Fault.failing(new IllegalArgumentException("a bug of ours")));

        assertThatThrownBy(() -> deploy(QUEUE))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("un défaut de la cible ; ce n'est pas ta faute : « a bug of ours ».");
    }

    @Test
    void wordsOfATemplateMakeNoGap() {
        assertThatThrownBy(() -> deploy("""
                        Resources:
                          Attente:
                            Type: "Unsupported by the embedded cloud: everything"
                        """))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.seen()).contains("Unsupported by the embedded cloud: everything"));
    }

    @Test
    void aGapOfAnEarlierDeploymentIsOver() throws Exception {
        cloud.faults().inject("sqs", "CreateQueue", request -> true, 1, Fault.failing(new Unsupported("sqs: queues")));
        assertThatThrownBy(() -> deploy(QUEUE)).isInstanceOf(GraderException.class);

        assertThatThrownBy(() -> deploy("Resources: {Attente: {Type: AWS::SQS::Qeue}}"))
                .isInstanceOf(Refused.class);
    }

    private void deploy(String template) throws IOException, Refused {
        Path file = Files.writeString(folder.resolve("template.yaml"), template);
        Packager packager = new Packager(file, new Built(folder, folder.resolve(Built.JAR), List.of()));
        new Deployer(packager, Map.of()).deploy(target, aws, "pile-" + System.nanoTime());
    }
}
