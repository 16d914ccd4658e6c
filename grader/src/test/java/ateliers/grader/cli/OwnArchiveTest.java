package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnArchiveTest {
    @Test
    void lambdasInClassesOfSignedJarsAreNeverArchived() {
        assertThat(OwnArchive.link(
                        "ateliers.grader.cli.Main$$Lambda$7/0x1f no.such.Type org.eclipse.jgit.lib.Repository"))
                .isTrue();
        assertThat(OwnArchive.link("ateliers.grader.cli.Main org.eclipse.jgit.lib.Repository$$Lambda$12/0x2a"))
                .isFalse();
    }
}
