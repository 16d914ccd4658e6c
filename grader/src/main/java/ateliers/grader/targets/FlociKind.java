package ateliers.grader.targets;

import java.util.List;

/** Floci, a free emulator. */
public final class FlociKind extends ContainerKind {
    public FlociKind() {
        super("floci", "floci/floci:1.7.0", List.of(), (image, variables) -> DockerContainers.any(image, variables));
    }
}
