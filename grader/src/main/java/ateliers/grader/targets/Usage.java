package ateliers.grader.targets;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was used of an AWS, as its bill counts it.
 *
 * @param counted how often, by the service's IAM prefix and the operation, as {@code sqs:SendMessage}; also {@code lambda:Invocation},
 *     {@code ses:Mail} and {@code execute-api:Request}
 * @param gigabyteSeconds of functions: their memory times how long they ran
 */
public record Usage(Map<String, Long> counted, double gigabyteSeconds) {
    /** Nothing, or nothing that is known. */
    public static final Usage NONE = new Usage(Map.of(), 0);

    public Usage {
        counted = Map.copyOf(counted);
    }

    /** Both together. */
    public Usage plus(Usage other) {
        Map<String, Long> sum = new TreeMap<>(counted);
        other.counted.forEach((what, times) -> sum.merge(what, times, Long::sum));
        return new Usage(sum, gigabyteSeconds + other.gigabyteSeconds);
    }
}
