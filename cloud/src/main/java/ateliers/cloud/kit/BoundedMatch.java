package ateliers.cloud.kit;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Matches against patterns that users write. Such a pattern may ask for more steps than there is time in the world; it is
 * given up after so many that no pattern of good sense needs them.
 */
public final class BoundedMatch {
    private static final int MAX_READS = 20_000_000;

    private BoundedMatch() {}

    /**
     * Whether all of a text matches.
     *
     * @param tooMuch what to throw when that takes too long to tell
     */
    public static boolean matches(Pattern pattern, String text, Supplier<? extends RuntimeException> tooMuch) {
        try {
            return pattern.matcher(new Counted(text, tooMuch)).matches();
        } catch (StackOverflowError e) {
            throw tooMuch.get();
        }
    }

    /** The same, whether some of it does. */
    public static boolean finds(Pattern pattern, String text, Supplier<? extends RuntimeException> tooMuch) {
        try {
            return pattern.matcher(new Counted(text, tooMuch)).find();
        } catch (StackOverflowError e) {
            throw tooMuch.get();
        }
    }

    /** A text that is read so many times at most. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final Supplier<? extends RuntimeException> tooMuch;
        private int reads;

        Counted(String text, Supplier<? extends RuntimeException> tooMuch) {
            this.text = text;
            this.tooMuch = tooMuch;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MAX_READS) {
                throw tooMuch.get();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
