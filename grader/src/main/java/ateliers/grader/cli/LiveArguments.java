package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import java.io.BufferedReader;
import picocli.CommandLine.Option;

/** What of a command line is about somebody's account. */
final class LiveArguments {
    @Option(
            names = "--yes",
            description = "Oui, sur ce vrai compte AWS : le plan est montré, et rien n'est demandé (pour les scripts).")
    private boolean yes;

    @Option(
            names = "--boundary",
            paramLabel = "ARN",
            description = "Sur un vrai compte AWS : la politique qui borne chaque rôle que la pile crée.")
    private String boundary;

    boolean yes() {
        return yes;
    }

    /** @throws Unusable where there is nothing for them to be about */
    TargetChoice on(TargetChoice choice, Console console) {
        if (!choice.kind().isLive()) {
            if (boundary != null) {
                throw new Unusable("--boundary ne va qu'avec la cible aws : ailleurs, aucun rôle ne sort de ce poste.");
            }
            return choice;
        }
        TargetChoice bounded = boundary == null
                ? choice
                : TargetChoice.of(choice.kind().name(), choice.options().withBoundary(boundary));
        return bounded.with(yes ? Consent.given(console) : Consent.asked(console, terminal()));
    }

    private static BufferedReader terminal() {
        java.io.Console terminal = System.console();
        return terminal == null || !Console.screen().live() ? null : new BufferedReader(terminal.reader());
    }
}
