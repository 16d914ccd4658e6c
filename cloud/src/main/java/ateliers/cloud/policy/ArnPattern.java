package ateliers.cloud.policy;

import java.util.Optional;

/**
 * A pattern for ARNs, compared segment by segment: a wildcard never reaches over one of the first five colons. Missing
 * segments at the end count as {@code *}, as AWS completes them.
 */
final class ArnPattern {
    private static final int SEGMENTS = 6;

    private final PolicyText text;
    private final Glob[] constant;

    private ArnPattern(PolicyText text) {
        this.text = text;
        this.constant = text.isConstant()
                ? text.resolve(RequestContext.EMPTY).orElseThrow().splitAtColons(SEGMENTS)
                : null;
    }

    static ArnPattern of(PolicyText text) {
        return new ArnPattern(text);
    }

    boolean matches(String arn, RequestContext context) {
        Glob[] segments = constant;
        if (segments == null) {
            Optional<Glob> resolved = text.resolve(context);
            if (resolved.isEmpty()) {
                return false;
            }
            segments = resolved.get().splitAtColons(SEGMENTS);
        }
        return matches(segments, arn);
    }

    private static boolean matches(Glob[] segments, String arn) {
        if (segments.length == 1) {
            return segments[0].isStar() || segments[0].equalsLiterally(arn, false);
        }
        int from = 0;
        for (int i = 0; i < SEGMENTS; i++) {
            int end = i == SEGMENTS - 1 ? -1 : arn.indexOf(':', from);
            String part = from > arn.length() ? "" : end < 0 ? arn.substring(from) : arn.substring(from, end);
            if (i < segments.length && !segments[i].matches(part, false)) {
                return false;
            }
            if (end < 0) {
                return i == SEGMENTS - 1 || i == segments.length - 1;
            }
            from = end + 1;
        }
        return true;
    }
}
