package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A parameter's {@code AllowedPattern}. A pattern may ask for more steps than there is time in the world; it is given
 * up after so many that no pattern of good sense needs them.
 */
final class AllowedPattern {

    private static final int MAX_READS = 20_000_000;

    private AllowedPattern() {}

    static boolean matches(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(new Counted(value, pattern)).matches();
        } catch (PatternSyntaxException e) {
            throw new TemplateValidationException(
                    "Template format error: AllowedPattern " + pattern + " is not a valid regular expression");
        } catch (StackOverflowError e) {
            throw tooMuch(pattern);
        }
    }

    private static Unsupported tooMuch(String pattern) {
        return new Unsupported("cloudformation: an AllowedPattern that takes this long, " + pattern);
    }

    /** A text that is read so many times at most. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final String pattern;
        private int reads;

        Counted(String text, String pattern) {
            this.text = text;
            this.pattern = pattern;
        }

        @Override
        public char charAt(int index) {
            if (++reads > MAX_READS) {
                throw tooMuch(pattern);
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
