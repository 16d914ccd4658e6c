package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the docker command, and what is said where it does not do it; a script stands for it. */
@DisabledOnOs(OS.WINDOWS)
class ContainerKindTest {
    @TempDir
    Path folder;

    @Test
    void startsTheImageFindsItsPortAndRemovesIt() throws IOException {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            LocalStackKind kind =
                    new LocalStackKind(docker("""
                    version) echo 28.2.2;;
                    run) echo "Unable to find image locally" >&2; echo abc123;;
                    port) echo 127.0.0.1:%d;;
                    """.formatted(cloud.endpoint().getPort())));
            TargetOptions options = TargetOptions.NONE.withEnvironment(
                    Map.of("LOCALSTACK_AUTH_TOKEN", "ls-secret", "DOCKER_HOST", "unix:///run/user/1000/docker.sock"));

            try (Targets targets = kind.open(options);
                    Target target = targets.get();
                    AwsClients aws = new AwsClients(target)) {
                assertThat(target.name()).isEqualTo("localstack");
                assertThat(aws.sts().getCallerIdentity().account())
                        .isEqualTo(cloud.place().account());
                assertThat(targets.patience()).isPresent();
                assertThat(targets.areAsAws()).isFalse();
            }

            assertThat(calls())
                    .anyMatch(call -> call.matches(
                            "run --detach --rm --publish 127.0.0.1::4566 --volume /run/user/1000/docker.sock:/var/run/docker.sock --env LOCALSTACK_AUTH_TOKEN"
                                    + " localstack/localstack:4.14.0"))
                    .noneMatch(call -> call.contains("ls-secret"))
                    .last()
                    .isEqualTo("rm --force abc123");
        }
    }

    @Test
    void anotherImageIsTakenWhereOneIsNamed() throws IOException {
        LocalStackKind kind = new LocalStackKind(docker("""
                version) echo 28.2.2;;
                run) echo "docker: Error: pull access denied for essai" >&2; exit 125;;
                """));

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE.withImage("essai:9")))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("L'image essai:9 n'a pas pu être lancée", "pull access denied");
        assertThat(calls()).last().asString().endsWith(" essai:9");
    }

    @Test
    void whereThePortIsNotToldTheContainerGoes() throws IOException {
        LocalStackKind kind = new LocalStackKind(docker("""
                version) echo 28.2.2;;
                run) echo abc123;;
                port) echo "Error: No such container" >&2; exit 1;;
                """));

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("quel port mène au conteneur");
        assertThat(calls()).last().isEqualTo("rm --force abc123");
    }

    @Test
    void aServiceThatDoesNotRunIsSaid() throws IOException {
        LocalStackKind kind =
                new LocalStackKind(docker("version) echo 'Cannot connect to the Docker daemon' >&2; exit 1;;"));

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("son service ne répond pas", "Cannot connect", "démarre Docker Desktop");
    }

    @Test
    void aMachineWithoutDockerIsSaid() {
        LocalStackKind kind =
                new LocalStackKind(new Docker(List.of(folder.resolve("absent").toString())));

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll("Docker n'est pas installé", "sans --target");
    }

    /** A script that writes down how it was called. */
    private Docker docker(String cases) throws IOException {
        Path script = Files.writeString(
                folder.resolve("docker.sh"),
                "echo \"$*\" >> '%s'\ncase $1 in\n%s\nesac\n".formatted(folder.resolve("calls"), cases));
        return new Docker(List.of("sh", script.toString()));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }
}
