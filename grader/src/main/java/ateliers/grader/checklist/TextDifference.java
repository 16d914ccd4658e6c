package ateliers.grader.checklist;

import java.util.Optional;

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
        int at = 0;
        int shorter = Math.min(expected.length(), seen.length());
        while (at < shorter && expected.charAt(at) == seen.charAt(at)) {
            at++;
        }
        boolean hidden = isHidden(expected, at) || isHidden(seen, at);
        if (!hidden && (Math.max(expected.length(), seen.length()) <= LONG || at == 0)) {
            return Optional.empty();
        }
        return Optional.of(
                "au caractère %d : %s au lieu de %s".formatted(at + 1, shown(seen, at), shown(expected, at)));
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
