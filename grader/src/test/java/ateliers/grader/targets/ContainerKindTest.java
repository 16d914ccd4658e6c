package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a container, and that it goes; {@code ImageTest} starts real ones. */
class ContainerKindTest {
    private final List<String> story = new ArrayList<>();

    @Test
    void gradesOnWhatTheContainerAnswersAndRemovesIt() {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            LocalStackKind kind = new LocalStackKind(container(cloud.endpoint(), true));
            TargetOptions options =
                    TargetOptions.NONE.withEnvironment(Map.of("LOCALSTACK_AUTH_TOKEN", "ls-token", "HOME", "/root"));

            try (Targets targets = kind.open(options);
                    Target target = targets.get();
                    AwsClients aws = new AwsClients(target)) {
                assertThat(target.name()).isEqualTo("localstack");
                assertThat(aws.sts().getCallerIdentity().account())
                        .isEqualTo(cloud.place().account());
                assertThat(targets.patience()).isPresent();
                assertThat(targets.areAsAws()).isFalse();
                assertThat(story)
                        .containsExactly("start localstack/localstack:4.14.0 {LOCALSTACK_AUTH_TOKEN=ls-token}");
            }

            assertThat(story).last().isEqualTo("remove");
        }
    }

    @Test
    void anotherImageIsTakenWhereOneIsNamed() {
        LocalStackKind kind = new LocalStackKind((image, variables) -> {
            throw new GraderException("L'image %s n'a pas pu être lancée par Docker : absente".formatted(image));
        });

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE.withImage("essai:9")))
                .isInstanceOf(GraderException.class)
                .hasMessage("L'image essai:9 n'a pas pu être lancée par Docker : absente");
    }

    @Test
    void aContainerThatEndsBeforeItAnswersIsSaidWithItsLastWordsAndGoes() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        LocalStackKind kind = new LocalStackKind(container(closed, false));

        assertThatThrownBy(() -> kind.open(TargetOptions.NONE))
                .isInstanceOf(GraderException.class)
                .hasMessageContainingAll(
                        "L'image localstack/localstack:4.14.0 a démarré, mais s'est arrêtée avant de répondre.",
                        "License activation failed!");
        assertThat(story).last().isEqualTo("remove");
    }

    private Containers container(URI address, boolean running) {
        return (image, variables) -> {
            story.add("start %s %s".formatted(image, variables));
            return new Containers.Container() {
                @Override
                public URI address() {
                    return address;
                }

                @Override
                public boolean isRunning() {
                    return running;
                }

                @Override
                public String lastWords() {
                    return "License activation failed!";
                }

                @Override
                public void remove() {
                    story.add("remove");
                }
            };
        };
    }
}
