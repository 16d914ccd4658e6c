package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnArchiveTest {
    @Test
    void classesOfSignedJarsAreNeverArchived() {
        assertThat(OwnArchive.link("app: ateliers.grader.cli.Main no.such.Type java.lang.String"))
                .isTrue();
        assertThat(OwnArchive.link("ateliers.grader.cli.Main org.eclipse.jgit.lib.Repository"))
                .isFalse();
    }
}
