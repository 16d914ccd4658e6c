package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import java.net.BindException;

/** Ports that people ask for, and why they cannot have them. */
final class Ports {
    private static final int HIGHEST = 65_535;

    /** Below it, systems ask for an administrator. */
    private static final int FIRST_FREE = 1_024;

    private Ports() {}

    /** @throws Unusable where no machine has this port */
    static int usable(int port) {
        if (port < 0 || port > HIGHEST) {
            throw new Unusable("Le port %d n'existe pas : donne un nombre de 1 à %d, ou 0 pour un port libre."
                    .formatted(port, HIGHEST));
        }
        return port;
    }

    /**
     * Why a port could not be had.
     *
     * @param option that names another, as {@code --port}
     */
    static Unusable refused(int port, String option, BindException refusal) {
        boolean forbidden =
                port < FIRST_FREE && String.valueOf(refusal.getMessage()).contains("ermission");
        return new Unusable((forbidden
                        ? "Le port %d est réservé à l'administrateur : choisis-en un au-dessus de 1023 avec %s."
                        : "Le port %d est déjà pris : arrête ce qui l'occupe, ou choisis-en un autre avec %s.")
                .formatted(port, option));
    }
}
