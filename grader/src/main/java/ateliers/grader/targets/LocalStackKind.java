package ateliers.grader.targets;

import java.util.List;

/** LocalStack. The last image that needs no token is the usual one; newer ones ask for {@code LOCALSTACK_AUTH_TOKEN}. */
public final class LocalStackKind extends ContainerKind {
    public LocalStackKind() {
        this((image, variables) -> DockerContainers.localStack(image, variables));
    }

    LocalStackKind(Containers containers) {
        super("localstack", "localstack/localstack:4.14.0", List.of("LOCALSTACK_AUTH_TOKEN"), containers);
    }
}
