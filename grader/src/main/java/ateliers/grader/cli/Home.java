package ateliers.grader.cli;

import java.nio.file.Path;

/** The project's folder, which the launcher names. */
final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("ateliers.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** Reads a path as the person typed it, from the folder where the person is. */
    static Path path(String typed) {
        return Path.of(typed);
    }
}
