package ateliers.labs.skill;

/** Des textes pour Alexa. Elle les lit comme du SSML, donc comme du XML. */
final class Speech {

    static final String HELP =
            "Dis-moi par exemple : mon café est un allongé. Ou demande-moi : quel est mon café ? Que veux-tu faire ?";

    private Speech() {}

    /** Un texte venu d'ailleurs, à mettre dans une phrase : {@code &}, {@code <} et {@code >} y perdent leur sens. */
    static String quote(String text) {
        // TODO (Tâche 7) : écris &amp; &lt; et &gt; à leur place.
        return text;
    }
}
