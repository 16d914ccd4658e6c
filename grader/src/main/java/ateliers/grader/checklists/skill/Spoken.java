package ateliers.grader.checklists.skill;

import ateliers.grader.variety.Variety;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Texts as people say them: values that nobody knows beforehand, and a way to find them again in a sentence. */
final class Spoken {
    private static final List<String> SHAPES = List.of(
            "un %s bien %s",
            "le %s de %s",
            "plutôt %s, ou %s",
            "la %s à la %s",
            "mon vieux %s du %s",
            "%s sans %s",
            "les %s, jamais %s");

    private Spoken() {}

    /** A value in French, with accents, and with words in it that are in no other. */
    static String value() {
        return Variety.one(SHAPES).formatted(Variety.accented(), Variety.word());
    }

    /** Where a sentence holds this text, without regard to case, forms of accents and spaces; -1 where it does not. */
    static int find(String text, String sentence) {
        return plain(sentence).indexOf(plain(text));
    }

    /** The next place where a sentence holds this text. */
    static int findAfter(int place, String text, String sentence) {
        return plain(sentence).indexOf(plain(text), place + 1);
    }

    static boolean holds(String text, String sentence) {
        return find(text, sentence) >= 0;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.FRENCH)
                .replace('’', '\'')
                .replaceAll("[\\s\\u00a0\\u202f]+", " ")
                .strip();
    }
}
