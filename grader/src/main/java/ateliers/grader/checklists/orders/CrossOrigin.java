package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.targets.Web.Answer;

/**
 * What a browser lets the script of a page read that comes from elsewhere.
 *
 * @param origin of the page
 */
record CrossOrigin(String origin) {
    /** What is answered otherwise is the matter of another row. */
    void require(String what, Answer answer, int status) {
        if (answer.status() == status) {
            require(what, answer);
        }
    }

    void require(String what, Answer answer) {
        String allowed = answer.header("access-control-allow-origin").orElse("");
        Expectation.that("Un navigateur doit pouvoir lire " + what + ".")
                .expected("Access-Control-Allow-Origin: * (ou " + origin + ")")
                .seen(
                        allowed.isEmpty()
                                ? "pas d'en-tête Access-Control-Allow-Origin, code " + answer.status()
                                : "Access-Control-Allow-Origin: " + allowed)
                .hint(advice(answer, allowed))
                .alone()
                .holdsIf(allowed.equals("*") || allowed.equals(origin));
    }

    private static String advice(Answer answer, String allowed) {
        if (answer.status() == Shop.TOO_MANY) {
            return Shop.advice(answer.status());
        }
        return allowed.isEmpty()
                ? "mets les en-têtes CORS sur toutes les réponses de la fonction, erreurs comprises."
                : "l'en-tête y est, mais ne laisse lire que les pages de %s : mets *, ou l'en-tête Origin de la demande."
                        .formatted(allowed);
    }
}
