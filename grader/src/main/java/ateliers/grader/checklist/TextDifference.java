package ateliers.grader.checklist;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says where two texts part, when a person would not see it: in long texts, and where characters look alike or are not printed. */
final class TextDifference {
    /** Past this many characters nobody compares by eye. */
    private static final int LONG = 40;

    private static final int CONTEXT = 12;

    private TextDifference() {}

    /** A French phrase; empty where the texts are short and plainly different. */
    static Optional<String> of(String expected, String seen) {
        if (expected.equals(seen) || seen.isEmpty()) {
            return Optional.empty();
        }
        int at = part(expected, seen);
        if (composed(expected).equals(composed(seen))) {
            return Optional.of(
                    "au caractère %d : %s au lieu de %s".formatted(at + 1, letter(seen, at), letter(expected, at)));
        }
        boolean hidden = isHidden(expected, at) || isHidden(seen, at);
        if (!hidden && (Math.max(expected.length(), seen.length()) <= LONG || at == 0)) {
            return Optional.empty();
        }
        return Optional.of(
                "au caractère %d : %s au lieu de %s".formatted(at + 1, shown(seen, at), shown(expected, at)));
    }

    /** Where the texts part. */
    private static int part(String one, String other) {
        int at = 0;
        int shorter = Math.min(one.length(), other.length());
        while (at < shorter && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The letter around a place, with its accents, and how it is written. */
    private static String letter(String text, int at) {
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int end = letters.following(Math.min(at, text.length() - 1));
        String letter = text.substring(letters.previous(), end);
        String codes = letter.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
        return "« %s » écrit %s".formatted(letter, codes);
    }

    private static boolean isHidden(String text, int at) {
        return at < text.length() && !isPlain(text.codePointAt(at));
    }

    private static boolean isPlain(int character) {
        return character > ' ' && character < 0x7F;
    }

    private static String shown(String text, int at) {
        if (at >= text.length()) {
            return "la fin";
        }
        int character = text.codePointAt(at);
        String here = text.substring(at, Math.min(text.length(), at + CONTEXT));
        return isPlain(character) ? "« %s »".formatted(here) : "U+%04X « %s »".formatted(character, here);
    }
}
