package ateliers.cloud.kit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is wrong with a request by its service's model alone: AWS finds it before anything else, and tells several such
 * errors at once, as {@code 1 validation error detected: Value 'x' at 'member' failed to satisfy constraint: Member must …}.
 * A member that is not given (null) breaks no constraint but {@link #present}.
 */
public final class Constraints {
    private static final int MOST_REPORTED = 10;

    private final Function<String, ? extends RuntimeException> refusal;
    private final List<String> errors = new ArrayList<>();

    private Constraints(Function<String, ? extends RuntimeException> refusal) {
        this.refusal = refusal;
    }

    /** @param refusal makes the service's exception of AWS's sentence */
    public static Constraints refusedBy(Function<String, ? extends RuntimeException> refusal) {
        return new Constraints(refusal);
    }

    /**
     * The sentence about one value.
     *
     * @param rule what follows {@code Member must}
     */
    public static String sentence(Object value, String member, String rule) {
        return detected(List.of(broken("Value '" + value + "'", member, rule)));
    }

    /** The sentence about a member that must be there. */
    public static String missing(String member) {
        return detected(List.of(broken("Value null", member, "not be null")));
    }

    /** The sentence about a value that AWS does not show. */
    public static String hidden(String member, String rule) {
        return detected(List.of(broken("Value", member, rule)));
    }

    private static String broken(String value, String member, String rule) {
        return value + " at '" + member + "' failed to satisfy constraint: Member must " + rule;
    }

    /** The sentence about several errors, of which AWS tells ten at most. */
    public static String detected(List<String> errors) {
        List<String> reported = errors.subList(0, Math.min(errors.size(), MOST_REPORTED));
        return reported.size() + " validation error" + (reported.size() > 1 ? "s" : "") + " detected: "
                + String.join("; ", reported);
    }

    /** It must be given. */
    public Constraints present(String member, Object value) {
        if (value == null) {
            errors.add(broken("Value null", member, "not be null"));
        }
        return this;
    }

    /** A list, map or structure that must be given; the SDK's {@code has…} tells. */
    public Constraints given(String member, boolean isGiven) {
        return present(member, isGiven ? member : null);
    }

    /** It must be so. */
    public Constraints must(boolean holds, Object value, String member, String rule) {
        if (!holds) {
            errors.add(broken("Value '" + value + "'", member, rule));
        }
        return this;
    }

    /** A number within bounds. */
    public Constraints between(String member, Number value, long least, long most) {
        if (value != null) {
            must(value.longValue() >= least, value, member, "have value greater than or equal to " + least);
            must(value.longValue() <= most, value, member, "have value less than or equal to " + most);
        }
        return this;
    }

    /** A text whose length is within bounds. */
    public Constraints length(String member, String value, int least, int most) {
        return value == null ? this : length(member, value, value.length(), least, most);
    }

    /** A list, map or text whose length is within bounds, shown as the error shows it. */
    public Constraints length(String member, Object value, int length, int least, int most) {
        must(length >= least, value, member, "have length greater than or equal to " + least);
        return must(length <= most, value, member, "have length less than or equal to " + most);
    }

    /** A text that matches a pattern of AWS's model, all of it. */
    public Constraints pattern(String member, String value, String pattern) {
        return value == null
                ? this
                : must(value.matches(pattern), value, member, "satisfy regular expression pattern: " + pattern);
    }

    /** One of an enumeration's values. */
    public Constraints oneOf(String member, String value, Collection<String> allowed) {
        return value == null
                ? this
                : must(allowed.contains(value), value, member, "satisfy enum value set: " + List.copyOf(allowed));
    }

    /** An error in words of its own, which follow {@code N validation errors detected:}. */
    public Constraints broken(String error) {
        errors.add(error);
        return this;
    }

    /** What other parts of the request find wrong. */
    public Constraints also(Consumer<Constraints> part) {
        part.accept(this);
        return this;
    }

    /** Refuses the request when anything was wrong. */
    public void require() {
        if (!errors.isEmpty()) {
            throw refusal.apply(detected(errors));
        }
    }
}
