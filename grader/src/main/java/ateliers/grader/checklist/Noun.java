package ateliers.grader.checklist;

/**
 * What is counted, in French: {@code Noun.of("notification").said(2)} gives {@code 2 notifications}.
 *
 * @param one of it, as {@code reçu}
 * @param many of it, as {@code reçus}
 */
public record Noun(String one, String many) {
    /** A noun whose plural has an s. */
    public static Noun of(String one) {
        return new Noun(one, one + "s");
    }

    /** So many of it; zero takes the singular. */
    public String said(long count) {
        return count + " " + (count > 1 ? many : one);
    }
}
