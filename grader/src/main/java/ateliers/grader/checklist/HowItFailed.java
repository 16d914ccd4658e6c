package ateliers.grader.checklist;

/** In which way a function failed, as a French sentence goes on after its name. */
final class HowItFailed {
    private HowItFailed() {}

    /** @param words the error's type and message, as Lambda told them */
    static String of(String words) {
        if (words.contains("Sandbox.Timedout:")) {
            return "n'a pas fini dans son délai (Timeout)";
        }
        if (words.contains("signal: killed")) {
            return "a été arrêtée de force, comme Lambda le fait quand la mémoire manque (MemorySize)";
        }
        if (words.contains("Runtime.ExitError:")) {
            return "s'est arrêtée sans répondre";
        }
        if (words.contains("Function.ResponseSizeTooLarge:")) {
            return "a rendu une réponse trop grande";
        }
        if (words.contains("unable to create native thread")) {
            return "a ouvert trop de fils d'exécution ou de processus";
        }
        if (words.contains("OutOfMemoryError")) {
            return "a manqué de mémoire (MemorySize)";
        }
        // What is too large to be kept comes without a type and a message.
        return words.isBlank() || words.strip().equals(":")
                ? "a échoué avec une erreur vide, ou trop grande pour être gardée (6 Mo au plus)"
                : "a échoué";
    }
}
