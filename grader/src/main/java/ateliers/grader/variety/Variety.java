package ateliers.grader.variety;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names, words, numbers and other data that no one knows beforehand: all that the grader makes up comes from here, so that neither
 * a value nor its look tells a function that it is being graded.
 *
 * <p>Two rules for who writes a checklist. Look varies, difficulty does not: where a row is about accents, ask for
 * {@link #accented} each time, and where it is not, for {@link #word}, or the mark would depend on luck. And what has no order is
 * done in a {@link #shuffled} one. There is no seed to ask for: the ids of AWS and the times would not come back with it, and what
 * counted is in the report, as expected and seen.
 */
public final class Variety {
    private static final Random RANDOM = new SecureRandom();

    private static final List<String> STARTS =
            List.of("d", "f", "g", "j", "l", "m", "n", "r", "s", "t", "v", "cl", "fl", "pl", "vr");
    private static final List<String> VOWELS =
            List.of("a", "e", "i", "o", "u", "ai", "au", "an", "eu", "oi", "on", "ou");
    private static final List<String> ENDS = List.of("", "", "", "l", "n", "r", "s", "t");
    private static final List<String> ENDINGS = List.of("fr", "fr", "com", "net", "org", "eu");
    private static final String PLAIN = "aeiouaeiouaeiou";
    private static final String ACCENTED = "àéîôùâèïôûàêîôû";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Variety() {}

    /** A made-up word that could be French: five letters or more, small, without accents. Two are hardly ever the same. */
    public static String word() {
        String word;
        do {
            word = Stream.generate(() -> one(STARTS) + one(VOWELS)).limit(3).collect(Collectors.joining()) + one(ENDS);
        } while (word.length() < 6);
        return word;
    }

    /** A word with one letter that has an accent. */
    public static String accented() {
        StringBuilder word = new StringBuilder(word());
        while (true) {
            int at = below(word.length());
            int vowel = below(PLAIN.length());
            if (word.charAt(at) == PLAIN.charAt(vowel)) {
                word.setCharAt(at, ACCENTED.charAt(vowel));
                return word.toString();
            }
        }
    }

    /** Words with spaces between them. */
    public static String words(int count) {
        return Stream.generate(Variety::word).limit(count).collect(Collectors.joining(" "));
    }

    /** Some words, beginning with a capital and ending in a full stop; without accents. */
    public static String sentence() {
        return capitalized(words(between(4, 9))) + ".";
    }

    /** Some lines of sentences, as a small file holds. */
    public static String text() {
        return Stream.generate(Variety::sentence).limit(between(1, 5)).collect(Collectors.joining("\n"));
    }

    /** A word as names are written. */
    public static String properName() {
        return capitalized(word());
    }

    /** First name, which has an accent, and family name. */
    public static Person person() {
        return new Person(capitalized(accented()), properName());
    }

    /** Someone. */
    public record Person(String firstName, String familyName) {
        public String fullName() {
            return firstName + " " + familyName;
        }
    }

    /** The address of a mailbox that may exist by accident: only where no mail leaves the target. */
    public static String email() {
        String mailbox = switch (below(4)) {
            case 0 -> word();
            case 1 -> word() + "." + word();
            case 2 -> word().charAt(0) + "." + word();
            default -> word() + between(1, 99);
        };
        return mailbox + "@" + host();
    }

    /** A host name as of a small company, without {@code www}. */
    public static String host() {
        return (below(3) == 0 ? word() + "-" + word() : word()) + "." + one(ENDINGS);
    }

    /** What identifies something: 12 to 36 letters, digits, dashes and dots, with a letter or digit at both ends. */
    public static String id() {
        return switch (below(5)) {
            case 0 -> UUID.randomUUID().toString();
            case 1 -> word() + "-" + digits(7);
            case 2 -> initials() + "." + digits(3) + "." + digits(6);
            case 3 -> initials() + between(2015, 2035) + "-" + small(8);
            default -> initials() + HexFormat.of().withUpperCase().toHexDigits(RANDOM.nextLong());
        };
    }

    private static String initials() {
        return one(List.of("a", "b", "c", "d", "K", "M", "P", "R", "x", "z")) + word().substring(0, between(1, 3));
    }

    /** A name for a resource: {@code [a-z][a-z0-9-]*}, eight characters or more, no dash at its end. */
    public static String resourceName(int atMost) {
        return drawn(
                () -> switch (below(4)) {
                    case 0 -> word() + small(between(2, 6));
                    case 1 -> word() + "-" + small(between(3, 7));
                    case 2 -> word() + "-" + word() + between(1, 99);
                    default -> word().substring(0, between(1, 4)) + "-" + small(between(6, 12));
                },
                8,
                atMost);
    }

    /** A name for a resource that is exactly so long. */
    public static String resourceNameOf(int length) {
        StringBuilder name = new StringBuilder(word());
        while (name.length() < length - 6) {
            name.append(below(2) == 0 ? "-" : "").append(word());
        }
        return name.length() < length
                ? name.append(small(length - name.length())).toString()
                : name.substring(0, length - 1) + one(List.of("a", "e", "i", "o"));
    }

    /**
     * A name for a file, of small letters, digits, dashes and underscores, with this ending, as {@code .txt}; it may be empty.
     * Capitals are for the one criterion that is about keys: who writes keys in small letters must lose that one alone.
     */
    public static String fileName(String ending) {
        String separator = one(List.of("-", "_"));
        return switch (below(4)) {
                    case 0 -> word() + separator + word();
                    case 1 -> word() + separator + digits(between(3, 8));
                    case 2 -> word() + small(4);
                    default -> small(3) + separator + word() + separator + small(3);
                }
                + ending;
    }

    /** So many digits, the first of which is not 0. */
    public static String digits(int count) {
        StringBuilder digits = new StringBuilder(String.valueOf(between(1, 9)));
        while (digits.length() < count) {
            digits.append(below(10));
        }
        return digits.toString();
    }

    /** So many small letters and digits. */
    public static String small(int count) {
        return Stream.generate(() -> String.valueOf(SMALL.charAt(below(SMALL.length()))))
                .limit(count)
                .collect(Collectors.joining());
    }

    /** A whole number; both ends may come. */
    public static int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** An amount with two decimals; both ends may come. */
    public static BigDecimal amount(BigDecimal least, BigDecimal most) {
        long from = least.movePointRight(2).longValueExact();
        return BigDecimal.valueOf(from + RANDOM.nextLong(most.movePointRight(2).longValueExact() - from + 1), 2);
    }

    /** A day; both ends may come. */
    public static LocalDate day(LocalDate first, LocalDate last) {
        return first.plusDays(RANDOM.nextLong(ChronoUnit.DAYS.between(first, last) + 1));
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public static <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** The same things in another order. */
    public static <T> List<T> shuffled(Collection<T> things) {
        List<T> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, RANDOM);
        return shuffled;
    }

    /**
     * Each of these things so many times, in no order: which comes when, and how often, tells nothing about what it is.
     *
     * @param least of each
     * @param most of each
     */
    public static <T> List<T> mixed(Collection<T> things, int least, int most) {
        return shuffled(things.stream()
                .flatMap(thing -> Stream.generate(() -> thing).limit(between(least, most)))
                .toList());
    }

    /** What a tool says it is, in the header {@code User-Agent}, or a browser. */
    public static String userAgent() {
        return switch (below(4)) {
            case 0 -> "curl/%d.%d.%d".formatted(between(7, 8), below(20), below(3));
            case 1 -> "PostmanRuntime/7.%d.%d".formatted(between(26, 51), below(4));
            default -> browser();
        };
    }

    /** What a browser says it is. */
    public static String browser() {
        int version = between(96, 149);
        return switch (below(4)) {
            case 0 ->
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0".formatted(version);
            case 1 -> "Mozilla/5.0 (X11; Linux x86_64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0".formatted(version);
            case 2 ->
                ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0"
                                + " Safari/537.36")
                        .formatted(version);
            default ->
                ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                                + " Version/%d.%d Safari/605.1.15")
                        .formatted(between(15, 26), below(7));
        };
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String drawn(Supplier<String> draw, int least, int most) {
        while (true) {
            String drawn = draw.get();
            if (drawn.length() >= least && drawn.length() <= most) {
                return drawn;
            }
        }
    }

    private static int below(int bound) {
        return RANDOM.nextInt(bound);
    }
}
