package ateliers.grader.report;

import java.util.regex.Pattern;

/** What a submission says, as people may read it: it cannot drive a terminal, turn a line around, hide in it, or go on for ever. */
public final class Printable {
    static final int MOST_CHARACTERS = 1500;

    private static final Pattern TERMINAL =
            Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\))");

    /**
     * Controls, also those above 0x7f, which drive terminals as escapes do; what turns lines, ends them or has no width. Emojis are joined by
     * what has none, too.
     */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u200d]]"
            + "|(?<![\\p{So}\\p{Sk}\\p{Cs}\\ufe0f])\\u200d|[\\ufffe\\uffff]");

    private Printable() {}

    /** @return the text without what is not shown; empty for none */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        String lines = TERMINAL.matcher(text.replace("\r\n", "\n")).replaceAll("");
        return UNSEEN.matcher(lines).replaceAll("\uFFFD");
    }

    /** A name, which has one line. */
    static String name(String text) {
        return of(text).replaceAll("[\\n\\t]", "\uFFFD");
    }

    /** The same, cut where nobody would read on. */
    static String brief(String text, int most) {
        String whole = of(text);
        if (whole.length() <= most) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(most - 1)) ? most - 1 : most;
        return whole.substring(0, end) + "… (%d caractères en tout)".formatted(whole.length());
    }
}
