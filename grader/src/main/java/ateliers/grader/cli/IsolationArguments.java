package ateliers.grader.cli;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.grader.submission.Unusable;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What of a command line says whether functions are kept apart from this machine. */
final class IsolationArguments {
    @Option(
            names = "--isolation",
            paramLabel = "QUAND",
            description =
                    "required : seulement si cette machine isole les fonctions ; auto : si elle le peut ; none : jamais."
                            + " Par défaut, required pour une archive ou les rendus d'une classe, auto pour un dossier.")
    private String given;

    /**
     * @param foreign whether what is graded was made by somebody else
     * @throws Unusable where it is asked for what there is not
     */
    IsolationChoice choice(boolean foreign) {
        IsolationChoice.Wish usual = foreign ? IsolationChoice.Wish.REQUIRED : IsolationChoice.Wish.AUTO;
        return IsolationChoice.of(given == null ? usual : wish(), Bubblewrap::onThisMachine);
    }

    private IsolationChoice.Wish wish() {
        try {
            return IsolationChoice.Wish.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Unusable("--isolation demande required, auto ou none, pas « %s ».".formatted(given));
        }
    }
}
