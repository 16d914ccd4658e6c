package ateliers.grader.checklist;

import org.opentest4j.TestAbortedException;

/** Why a criterion was not played at all, other than by a fault. */
public abstract sealed class Unmet extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    /** How the reason begins of what was not played because of another criterion. */
    static final String DEPENDS = "Dépend du critère « %s », ";

    private Unmet(String message) {
        super(message);
    }

    /** A criterion that this one depends on failed. */
    public static final class Skipped extends Unmet {
        private static final long serialVersionUID = 1L;

        public Skipped(String message) {
            super(message);
        }
    }

    /** This target cannot show the behaviour. */
    public static final class NotEvaluated extends Unmet {
        private static final long serialVersionUID = 1L;

        public NotEvaluated(String message) {
            super(message);
        }
    }
}
