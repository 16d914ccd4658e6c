package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The rule of a composite alarm: {@code ALARM("one") AND NOT (OK("two") OR FALSE)}.
 *
 * @param names of the alarms it speaks of, or their ARNs, as written
 * @param holds whether it does, by the states of alarms
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">PutCompositeAlarm</a>
 */
record AlarmRule(Set<String> names, Predicate<Function<String, StateValue>> holds) {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"()]+))\\s*\\)"
                    + "|(AT_LEAST\\s*\\()|(AND|OR|NOT|TRUE|FALSE|\\(|\\)))");
    private static final int LONGEST = 10_240;
    private static final int MOST_ALARMS = 100;

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it cannot be read */
    static AlarmRule of(String text) {
        if (text.length() > LONGEST) {
            throw invalid();
        }
        Reader reader = new Reader(text);
        Predicate<Function<String, StateValue>> holds = reader.either();
        if (reader.at < reader.tokens.size() || reader.names.size() > MOST_ALARMS) {
            throw invalid();
        }
        return new AlarmRule(reader.names, holds);
    }

    private static RuntimeException invalid() {
        return MonitoringErrors.validation("Error in AlarmRule: Invalid syntax");
    }

    private static final class Reader {
        private final List<String[]> tokens = new ArrayList<>();
        private final Set<String> names = new LinkedHashSet<>();
        private int at;

        Reader(String text) {
            Matcher matcher = TOKEN.matcher(text);
            int end = 0;
            while (end < text.length() && !text.substring(end).isBlank()) {
                if (!matcher.find(end) || matcher.start() != end) {
                    throw invalid();
                }
                if (matcher.group(4) != null) {
                    throw new Unsupported("cloudwatch: AT_LEAST in the rule of a composite alarm");
                }
                String name =
                        matcher.group(2) != null ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(3);
                tokens.add(
                        matcher.group(1) == null
                                ? new String[] {matcher.group(5)}
                                : new String[] {matcher.group(1), name});
                end = matcher.end();
            }
        }

        Predicate<Function<String, StateValue>> either() {
            Predicate<Function<String, StateValue>> left = both();
            while (takes("OR")) {
                left = left.or(both());
            }
            return left;
        }

        private Predicate<Function<String, StateValue>> both() {
            Predicate<Function<String, StateValue>> left = one();
            while (takes("AND")) {
                left = left.and(one());
            }
            return left;
        }

        private Predicate<Function<String, StateValue>> one() {
            if (takes("NOT")) {
                return one().negate();
            }
            if (takes("TRUE")) {
                return states -> true;
            }
            if (takes("FALSE")) {
                return states -> false;
            }
            if (takes("(")) {
                Predicate<Function<String, StateValue>> inner = either();
                if (!takes(")")) {
                    throw invalid();
                }
                return inner;
            }
            if (at >= tokens.size() || tokens.get(at).length == 1) {
                throw invalid();
            }
            String[] token = tokens.get(at++);
            StateValue wanted = StateValue.fromValue(token[0]);
            names.add(token[1]);
            return states -> states.apply(token[1]) == wanted;
        }

        private boolean takes(String word) {
            boolean here = at < tokens.size() && tokens.get(at).length == 1 && tokens.get(at)[0].equals(word);
            at += here ? 1 : 0;
            return here;
        }
    }
}
