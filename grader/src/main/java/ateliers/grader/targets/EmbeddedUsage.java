package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Reads out of the embedded cloud's journal what AWS would count. */
final class EmbeddedUsage {
    /** What a function has that nobody gave more, in MB; also taken for one that is gone by now. */
    private static final int LEAST_MEMORY = 128;

    private static final double MEGABYTES = 1024;
    private static final long MICROS_OF_A_MILLISECOND = 1_000;
    private static final double MILLISECONDS = 1_000;

    private final Map<String, Long> counted = new HashMap<>();

    /** By ARN, each run rounded up as Lambda does. */
    private final Map<String, Long> milliseconds = new HashMap<>();

    private EmbeddedUsage() {}

    static Usage of(Cloud cloud) {
        EmbeddedUsage usage = new EmbeddedUsage();
        cloud.journal().entries().forEach(usage::count);
        LambdaClient lambda = cloud.door().as(cloud.root(), LambdaClient.class);
        double seconds = usage.milliseconds.entrySet().stream()
                .mapToDouble(ran -> memory(lambda, ran.getKey()) / MEGABYTES * ran.getValue() / MILLISECONDS)
                .sum();
        return new Usage(usage.counted, seconds);
    }

    /** Of what was refused, lost or lacks here AWS counts nothing. */
    private void count(Entry entry) {
        if (entry.kind() == Entry.Kind.CALL && isPaid(entry)) {
            add(entry.service(), entry.operation().contains(" ") ? "Request" : entry.operation());
        } else if (entry.kind() == Entry.Kind.INVOCATION) {
            add(entry.service(), "Invocation");
            milliseconds.merge(entry.resource(), -Math.floorDiv(-entry.micros(), MICROS_OF_A_MILLISECOND), Long::sum);
        } else if (entry.kind() == Entry.Kind.MAIL) {
            add(entry.service(), "Mail");
        }
    }

    /** What one service delivers to another costs where it arrives, and is counted there. */
    private static boolean isPaid(Entry entry) {
        return !entry.principal().endsWith(".amazonaws.com");
    }

    private void add(String service, String what) {
        counted.merge(service + ":" + what, 1L, Long::sum);
    }

    private static int memory(LambdaClient lambda, String arn) {
        try {
            return lambda.getFunctionConfiguration(r -> r.functionName(arn)).memorySize();
        } catch (ResourceNotFoundException e) {
            return LEAST_MEMORY;
        }
    }
}
