package ateliers.cloud.services.monitoring;

import java.util.Arrays;
import java.util.Optional;

/** What a period without data counts as. */
enum Missing {
    MISSING("missing", ""),
    IGNORE("ignore", ""),
    BREACHING("breaching", "Breaching"),
    NOT_BREACHING("notBreaching", "NonBreaching");

    final String given;
    /** As reasons of states say it. */
    final String said;

    Missing(String given, String said) {
        this.given = given;
        this.said = said;
    }

    static Optional<Missing> of(String given) {
        return Arrays.stream(values()).filter(each -> each.given.equals(given)).findFirst();
    }
}
