package ateliers.grader.checklist;

import java.util.Locale;

/** What became of a criterion. */
public enum Status {
    PASSED("réussi"),
    FAILED("raté"),
    /** What it depends on failed. */
    SKIPPED("non joué"),
    /** This target cannot show it: its points leave the maximum. */
    NOT_EVALUATED("non évalué"),
    /** The grader's or the machine's fault: never a zero and never a pass. */
    ERROR("erreur");

    private final String french;

    Status(String french) {
        this.french = french;
    }

    public String french() {
        return french;
    }

    /** The value used in {@code report.json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
