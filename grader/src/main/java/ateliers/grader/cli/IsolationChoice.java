package ateliers.grader.cli;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.cloud.sandbox.Isolation;
import ateliers.grader.submission.Unusable;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How functions are kept apart from this machine.
 *
 * @param isolation that they run behind
 * @param required whether nothing of a submission may run otherwise, be it to build it
 * @param line that says so, in French
 */
record IsolationChoice(Isolation isolation, boolean required, String line) {
    private static final String ISOLATED =
            "Isolation : bubblewrap (le code noté ne voit ni tes fichiers, ni tes processus, ni le réseau).";
    private static final String RISK = "le code noté a tes droits sur cette machine.";

    /** When somebody wants it. */
    enum Wish {
        REQUIRED,
        AUTO,
        NONE
    }

    /**
     * @param machine asked only where it matters, since it costs the start of a process
     * @throws Unusable where it is required, and this machine cannot
     */
    static IsolationChoice of(Wish wish, Supplier<Bubblewrap.Found> machine) {
        if (wish == Wish.NONE) {
            return new IsolationChoice(Isolation.none(), false, "Sans isolation, comme demandé : " + RISK);
        }
        Bubblewrap.Found found = machine.get();
        Optional<Bubblewrap> isolation = found.isolation();
        if (isolation.isPresent()) {
            return new IsolationChoice(isolation.get(), wish == Wish.REQUIRED, ISOLATED);
        }
        if (wish == Wish.REQUIRED) {
            throw new Unusable(
                    ("Cette machine n'isole pas les fonctions : %s. Le code d'un autre n'y est pas noté sans ton accord.%n"
                                    + "  Sous Linux, installe bubblewrap 0.8 ou plus récent : apt install bubblewrap.%n"
                                    + "  Ailleurs, note dans un Linux : WSL 2, ou une machine virtuelle.%n"
                                    + "  Si tu acceptes que ce code ait tes droits ici : --isolation none.")
                            .formatted(cause(found.refusal())));
        }
        return new IsolationChoice(
                Isolation.none(), false, "Sans isolation : %s ; %s".formatted(cause(found.refusal()), RISK));
    }

    /** Whether they are. */
    boolean isolates() {
        return isolation instanceof Bubblewrap;
    }

    private static String cause(String refusal) {
        return refusal.endsWith("bwrap: not found")
                ? "bubblewrap n'est pas installé"
                : "bubblewrap ne marche pas ici (%s)".formatted(refusal);
    }
}
