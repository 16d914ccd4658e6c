package ateliers.cloud.policy;

import java.util.Arrays;
import java.util.List;

/** A sequence of literal characters and the wildcards {@code *} and {@code ?}, compiled once and matched without backtracking blow-up. */
final class Glob {
    private static final int STAR = -1;
    private static final int ONE = -2;

    private final int[] tokens;

    private Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /** Every character for itself, but {@code *} and {@code ?} as wildcards. */
    static Glob pattern(String text) {
        int[] tokens = new int[text.length()];
        for (int i = 0; i < tokens.length; i++) {
            char c = text.charAt(i);
            tokens[i] = c == '*' ? STAR : c == '?' ? ONE : c;
        }
        return new Glob(tokens);
    }

    /** Every character for itself. */
    static Glob literal(String text) {
        return new Glob(text.chars().toArray());
    }

    static Glob concat(List<Glob> parts) {
        return new Glob(
                parts.stream().flatMapToInt(g -> Arrays.stream(g.tokens)).toArray());
    }

    /** Splits at literal colons into at most {@code limit} parts, the last keeping its colons. */
    Glob[] splitAtColons(int limit) {
        Glob[] parts = new Glob[limit];
        int count = 0;
        int from = 0;
        for (int i = 0; i < tokens.length && count < limit - 1; i++) {
            if (tokens[i] == ':') {
                parts[count++] = new Glob(Arrays.copyOfRange(tokens, from, i));
                from = i + 1;
            }
        }
        parts[count++] = new Glob(Arrays.copyOfRange(tokens, from, tokens.length));
        return Arrays.copyOf(parts, count);
    }

    boolean isStar() {
        return tokens.length == 1 && tokens[0] == STAR;
    }

    /** Whether the text is this one character for character, wildcards standing for themselves. */
    boolean equalsLiterally(String text, boolean ignoreCase) {
        if (text.length() != tokens.length) {
            return false;
        }
        for (int i = 0; i < tokens.length; i++) {
            int token = tokens[i] == STAR ? '*' : tokens[i] == ONE ? '?' : tokens[i];
            if (!same(token, text.charAt(i), ignoreCase)) {
                return false;
            }
        }
        return true;
    }

    boolean matches(String text, boolean ignoreCase) {
        int t = 0;
        int p = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (t < text.length()) {
            if (p < tokens.length
                    && tokens[p] != STAR
                    && (tokens[p] == ONE || same(tokens[p], text.charAt(t), ignoreCase))) {
                p++;
                t++;
            } else if (p < tokens.length && tokens[p] == STAR) {
                starAt = p++;
                resumeAt = t;
            } else if (starAt >= 0) {
                p = starAt + 1;
                t = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < tokens.length && tokens[p] == STAR) {
            p++;
        }
        return p == tokens.length;
    }

    private static boolean same(int token, char c, boolean ignoreCase) {
        return token == c || ignoreCase && Character.toLowerCase(token) == Character.toLowerCase((int) c);
    }
}
