package ateliers.grader.checklists.common;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.grader.build.Built;
import ateliers.grader.checklist.Stack;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSourcesTest {
    private final EmbeddedTarget target = EmbeddedTarget.on(Cloud.start());
    private final AwsClients aws = new AwsClients(target);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void waitsAreThoseOfTheStacksOwnQueues() throws Exception {
        sources("autre", """
                      Events:
                        Lot:
                          Type: SQS
                          Properties: {Queue: !GetAtt File.Arn, MaximumBatchingWindowInSeconds: 300}
                """);

        EventSources sources = sources("pile", """
                      Events:
                        Lot:
                          Type: SQS
                          Properties: {Queue: !GetAtt File.Arn, MaximumBatchingWindowInSeconds: 60}
                """);

        assertThat(sources.untilRead()).isEqualTo(Duration.ofSeconds(60 + 7));
        assertThat(sources.untilReadAgain()).isEqualTo(Duration.ofSeconds(60 + 240));
        assertThat(sources.untilSetAside()).isEqualTo(Duration.ofSeconds(60 + 7 + 4 * (60 + 240)));
    }

    @Test
    void whereNothingIsReadNothingIsWaitedFor() throws Exception {
        EventSources sources = sources("pile", "");

        assertThat(List.of(sources.untilRead(), sources.untilReadAgain(), sources.untilSetAside()))
                .containsOnly(Duration.ZERO);
    }

    private EventSources sources(String name, String events) throws Exception {
        Path jar = folder.resolve(Built.JAR);
        Files.createDirectories(jar.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("vide"));
        }
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Rebuts:
                    Type: AWS::SQS::Queue
                  File:
                    Type: AWS::SQS::Queue
                    Properties:
                      DelaySeconds: 7
                      VisibilityTimeout: 240
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Rebuts.Arn, maxReceiveCount: 4}
                  Fonction:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: target/function.jar
                      Handler: a.B::c
                      Runtime: java21
                """ + events);
        Packager packager = new Packager(template, new Built(folder, jar, List.of()));
        return new EventSources(Stack.of(new Deployer(packager, Map.of()).deploy(target, aws, name)));
    }
}
