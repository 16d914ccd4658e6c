package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.TopicProbe.Notification;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a notification makes of a key that is not easily written. That attribute and text name a key at all is another criterion's matter. */
record AnnouncedKey(String key) {
    /** What a text begins to tell of a key is more than chance from here on. */
    private static final int BEGINNING = 12;

    void check(Notification seen) {
        String attribute = seen.string("cle");
        if (!attribute.isEmpty()) {
            Expectation.that("La clé annoncée par l'attribut « cle » est celle du fichier, décodée.")
                    .hint(hint(attribute))
                    .equal(key, attribute);
        }
        String text = seen.text();
        Expectation.that("Le texte de la notification contient la clé du fichier, décodée.")
                .expected("un texte qui contient " + Expectation.brief(key))
                .seen(Expectation.brief(text) + "\n" + missing(text)
                        + (attribute.isEmpty() ? "" : " ; l'attribut cle est juste"))
                .hint(hint(text))
                .holdsIf(text.contains(key));
    }

    private String missing(String text) {
        int told = told(text);
        return told >= BEGINNING && told < key.length()
                ? "le texte ne contient que les %d premiers caractères de la clé, qui en compte %d"
                        .formatted(told, key.length())
                : "le texte ne contient pas la clé";
    }

    /** How many characters of the key, from its first on, are in a text. */
    private int told(String text) {
        int told = 0;
        while (told < key.length() && text.contains(key.substring(0, told + 1))) {
            told++;
        }
        return told;
    }

    private String hint(String got) {
        if (isThereAfter(AnnouncedKey::composed, got)) {
            return "rends la clé sans la normaliser (Normalizer) : un accent s'écrit en un caractère ou en deux, et pour S3 ce"
                    + " sont deux clés.";
        }
        if (!key.equals(key.strip()) && isThereAfter(String::strip, got)) {
            return "garde les espaces du début et de la fin de la clé : n'appelle ni trim() ni strip().";
        }
        if (isThereAfter(text -> text.replaceAll(" +", " "), got)) {
            return "garde tous les espaces de la clé, même deux de suite.";
        }
        if (isThereAfter(text -> text.toLowerCase(Locale.ROOT), got)) {
            return "garde les majuscules et les minuscules de la clé.";
        }
        if (key.contains("&") && got.contains("&amp;")) {
            return "écris la clé telle quelle : une notification n'est pas du HTML, n'y échappe rien.";
        }
        if (isCut(got)) {
            return "annonce la clé entière : elle peut compter 900 caractères.";
        }
        return "S3 encode les clés comme une URL (un espace arrive comme +) ; décode-les en UTF-8.";
    }

    private boolean isCut(String got) {
        int told = told(got);
        String beginning = key.substring(0, told);
        return told >= BEGINNING
                && (got.endsWith(beginning) || got.contains(beginning + "…") || got.contains(beginning + "..."));
    }

    private boolean isThereAfter(UnaryOperator<String> change, String got) {
        return change.apply(got).contains(change.apply(key));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
