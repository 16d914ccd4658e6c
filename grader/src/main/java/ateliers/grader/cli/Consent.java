package ateliers.grader.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether somebody agrees to what is about to be done to an account. */
@FunctionalInterface
interface Consent {
    /** Nobody was asked, so nobody agrees. */
    Consent NOBODY = plan -> Optional.of(refusal());

    /** Who agreed to his work's being graded has read that the lab's solution may follow it. */
    Consent FOR_BOTH = plan -> Optional.empty();

    /**
     * Shows a plan and asks.
     *
     * @return why it is not agreed to, in French; empty where it is
     */
    Optional<String> refused(String plan);

    /** By {@code --yes}: the plan is shown all the same. */
    static Consent given(Console console) {
        return plan -> {
            show(console, plan);
            return Optional.empty();
        };
    }

    /**
     * Asks whoever is at the terminal.
     *
     * @param answers what he writes; null where nobody sits there
     */
    static Consent asked(Console console, BufferedReader answers) {
        return plan -> {
            show(console, plan);
            if (answers == null) {
                return Optional.of(refusal());
            }
            console.err().print("Continuer ? Écris oui pour accepter : ");
            console.err().flush();
            return isYes(line(answers)) ? Optional.empty() : Optional.of("Tu n'as pas accepté : rien n'a été fait.");
        };
    }

    /** On standard error: what a script reads stays what it was. */
    private static void show(Console console, String plan) {
        console.err().println(plan);
        console.err().flush();
    }

    private static String line(BufferedReader answers) {
        try {
            return answers.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isYes(String line) {
        return line != null && Set.of("oui", "o").contains(line.strip().toLowerCase(Locale.ROOT));
    }

    private static String refusal() {
        return "Un vrai compte AWS demande ton accord, et personne ne peut répondre ici : relis le plan, puis ajoute --yes. Rien n'a été fait.";
    }
}
