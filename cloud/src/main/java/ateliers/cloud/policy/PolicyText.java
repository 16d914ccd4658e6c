package ateliers.cloud.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A string of a policy that may hold policy variables: <code>${aws:username}</code>,
 * <code>${aws:PrincipalTag/team, 'none'}</code>, and the escapes <code>${*}</code>, <code>${?}</code>,
 * <code>${$}</code>. What a variable resolves to is taken literally: a wildcard in it is no wildcard.
 */
final class PolicyText {
    private sealed interface Part permits Fixed, Variable {}

    private record Fixed(Glob glob) implements Part {}

    private record Variable(String key, String otherwise) implements Part {}

    private static final int COLONS = 5;

    private final List<Part> parts;
    private final Glob constant;

    private PolicyText(List<Part> parts) {
        this.parts = parts;
        this.constant = parts.stream().allMatch(Fixed.class::isInstance)
                ? Glob.concat(parts.stream().map(p -> ((Fixed) p).glob()).toList())
                : null;
    }

    /** @param variables false for documents of version 2008-10-17, where <code>${...}</code> is plain text */
    static PolicyText of(String text, boolean variables) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        while (variables) {
            int start = text.indexOf("${", from);
            int end = start < 0 ? -1 : text.indexOf('}', start);
            if (end < 0) {
                break;
            }
            parts.add(new Fixed(Glob.pattern(text.substring(from, start))));
            parts.add(variable(text.substring(start + 2, end)));
            from = end + 1;
        }
        parts.add(new Fixed(Glob.pattern(text.substring(from))));
        return new PolicyText(parts);
    }

    /**
     * The same for an ARN of a statement's resources, which may have variables only after its fifth colon.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Where you can use
     *     policy variables</a>
     */
    static PolicyText ofResource(String text, boolean variables) {
        int colon = -1;
        for (int i = 0; i < COLONS; i++) {
            colon = text.indexOf(':', colon + 1);
            if (colon < 0) {
                return of(text, false);
            }
        }
        List<Part> parts = new ArrayList<>(of(text.substring(0, colon + 1), false).parts);
        parts.addAll(of(text.substring(colon + 1), variables).parts);
        return new PolicyText(parts);
    }

    private static Part variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Fixed(Glob.literal(inside));
        }
        int comma = inside.indexOf(',');
        String key = comma < 0 ? inside : inside.substring(0, comma);
        String otherwise = null;
        if (comma >= 0) {
            String quoted = inside.substring(comma + 1).strip();
            otherwise = quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'")
                    ? quoted.substring(1, quoted.length() - 1)
                    : quoted;
        }
        return new Variable(key.strip().toLowerCase(Locale.ROOT), otherwise);
    }

    boolean isConstant() {
        return constant != null;
    }

    /** The pattern for this request; empty when a variable has neither a single value nor a default. */
    Optional<Glob> resolve(RequestContext context) {
        if (constant != null) {
            return Optional.of(constant);
        }
        List<Glob> resolved = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Fixed fixed) {
                resolved.add(fixed.glob());
            } else if (part instanceof Variable variable) {
                List<String> values = context.values(variable.key());
                String value = values.size() == 1 ? values.get(0) : variable.otherwise();
                if (value == null) {
                    return Optional.empty();
                }
                resolved.add(Glob.literal(value));
            }
        }
        return Optional.of(Glob.concat(resolved));
    }
}
