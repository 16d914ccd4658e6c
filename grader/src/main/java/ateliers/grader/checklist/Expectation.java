package ateliers.grader.checklist;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a criterion expects, in words a student reads: {@code Expectation.that("Un dépôt donne une notification.")
 * .hint("publie une fois par fichier.").exactly(1, count, NOTIFICATION)}. It ends in what fails the criterion: {@link #equal},
 * {@link #containing}, {@link #exactly}, {@link #nothing} and {@link #eachOnce} say themselves what was expected and seen, unless that was
 * said before; {@link #holdsIf} takes any condition.
 */
public final class Expectation {
    private static final int MOST_SHOWN = 5;

    /** Past this many characters. */
    private static final int LONG = 200;

    private final String message;
    private String expected;
    private String seen;
    private Supplier<String> hint = () -> null;
    private Throwable cause;
    private boolean alone;
    private int task;

    private Expectation(String message) {
        this.message = Objects.requireNonNull(message);
    }

    /** Starts from the sentence that fails, said as what should be true. */
    public static Expectation that(String message) {
        return new Expectation(message);
    }

    public Expectation expected(String text) {
        this.expected = text;
        return this;
    }

    public Expectation seen(String text) {
        this.seen = text;
        return this;
    }

    /** What to look at, as {@code publie une fois par fichier.}; the criterion's task is told before it. */
    public Expectation hint(String text) {
        return hint(() -> text);
    }

    /** The same where it takes calls to find out: they are made when the criterion fails, and not by whoever passes. */
    public Expectation hint(Supplier<String> text) {
        this.hint = text;
        return this;
    }

    /** The numbered task that the hint belongs to, where it is not the criterion's. */
    public Expectation task(int number) {
        this.task = number;
        return this;
    }

    public Expectation because(Throwable failure) {
        this.cause = failure;
        return this;
    }

    /** Says that the criteria which depend on this one can be played even where this fails. */
    public Expectation alone() {
        this.alone = true;
        return this;
    }

    /** Fails the criterion unless the condition holds. */
    public void holdsIf(boolean condition) {
        if (!condition) {
            throw failure();
        }
    }

    /** Fails unless a text is the expected one, character by character. */
    public void equal(String wanted, String got) {
        told(brief(wanted), brief(shown(got, "(absent)")) + difference(wanted, got))
                .holdsIf(wanted.equals(got));
    }

    /** Fails unless a text holds another. */
    public void containing(String part, String text) {
        told("un texte qui contient " + part, shown(text, "(vide)")).holdsIf(text.contains(part));
    }

    /** Fails unless there are as many as there should be. */
    public void exactly(int wanted, int got, Noun what) {
        told(what.said(wanted), what.said(got)).holdsIf(got == wanted);
    }

    /** Fails unless nothing of the kind was seen. */
    public void nothing(Collection<?> got, Noun what) {
        String list = got.stream().limit(MOST_SHOWN).map(Object::toString).collect(Collectors.joining("\n"));
        told(what.said(0), what.said(got.size()) + " :\n" + list).holdsIf(got.isEmpty());
    }

    /** Fails unless each of the expected names came, once, and no other. */
    public void eachOnce(Collection<String> wanted, Collection<String> got, Noun what) {
        EachOnce each = EachOnce.of(wanted, got);
        told(what.said(wanted.size()), what.said(got.size()) + "\n" + each.said())
                .holdsIf(each.holds());
    }

    private Expectation told(String wanted, String got) {
        expected = expected == null ? wanted : expected;
        seen = seen == null ? got : seen;
        return this;
    }

    private static String shown(String text, String none) {
        return text.isEmpty() ? none : text;
    }

    /** A long text without its end, which nobody reads. */
    public static String brief(String text) {
        return text.length() <= LONG
                ? text
                : "%s… (%d caractères)".formatted(text.substring(0, LONG / 2), text.length());
    }

    private static String difference(String wanted, String got) {
        return TextDifference.of(wanted, got).map(where -> "\n" + where).orElse("");
    }

    public CriterionFailure failure() {
        return new CriterionFailure(message, expected, seen, hint.get(), cause, task, alone);
    }
}
