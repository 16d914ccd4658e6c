package ateliers.grader.checklists.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoRuleTest {

    @Test
    void tellsInFrenchWhyEachRuleDidNotReact() {
        assertThat(
                        NoRule.told(
                                "p-Main: its pattern does not match detail.event (\"referenceCreated\"), detail.referenceType"
                                        + " (\"tag\"); p-Tags: disabled; p-Other: its pattern matches each field, but not all together"))
                .isEqualTo(
                        "p-Main : son motif refuse detail.event (\"referenceCreated\"), detail.referenceType (\"tag\") ;"
                                + " p-Tags : elle est désactivée ; p-Other : son motif accepte chaque champ, mais pas tous ensemble");
    }
}
