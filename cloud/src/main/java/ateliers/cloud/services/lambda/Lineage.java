package ateliers.cloud.services.lambda;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An X-Ray header, and what Lambda keeps in it to detect loops: how often each function has already been invoked in the
 * same chain of requests, as {@code Lineage=1:fe460cdd:4}, several joined by {@code |}. AWS does not document the form.
 *
 * @param root of the trace
 * @param invocations how often each function was invoked after the first time, by the digest of its ARN
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html">Recursive loop detection</a>
 */
record Lineage(String root, Map<String, Integer> invocations) {
    private static final int MOST = 16;
    private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})");
    private static final Pattern LINEAGE = Pattern.compile("(?:^|;)\\s*Lineage=([^;]*)");
    private static final Pattern ENTRY = Pattern.compile("(?:\\d+:)?([0-9a-f]{8}):(\\d{1,9})");
    private static final SecureRandom RANDOM = new SecureRandom();

    Lineage {
        invocations = Collections.unmodifiableMap(new LinkedHashMap<>(invocations));
    }

    /** What a header tells; one that tells no root begins a trace. */
    static Lineage of(String header, Instant now) {
        Matcher root = ROOT.matcher(header);
        Map<String, Integer> invocations = new LinkedHashMap<>();
        Matcher lineage = LINEAGE.matcher(header);
        if (lineage.find()) {
            Matcher entry = ENTRY.matcher(lineage.group(1));
            while (entry.find()) {
                invocations.merge(entry.group(1), Integer.parseInt(entry.group(2)), Math::max);
            }
        }
        return new Lineage(root.find() ? root.group(1) : newRoot(now), invocations);
    }

    /** Of the headers of a batch, the one in whose chain the function was invoked most often. */
    static Optional<String> furthest(Collection<String> headers, String function) {
        return headers.stream()
                .max(Comparator.comparingInt(
                        header -> of(header, Instant.EPOCH).invocations().getOrDefault(digest(function), -1)));
    }

    /** Whether a function was invoked so often in this chain that Lambda stops it. */
    boolean isLoop(String function) {
        return invocations.getOrDefault(digest(function), -1) >= MOST - 1;
    }

    /** The header that a function's invocation passes on. */
    String invoking(String function) {
        Map<String, Integer> next = new LinkedHashMap<>(invocations);
        next.merge(digest(function), 0, (before, first) -> before + 1);
        return "Root=" + root + ";Parent=" + hex(8) + ";Sampled=0;Lineage="
                + next.entrySet().stream()
                        .map(each -> "1:" + each.getKey() + ":" + each.getValue())
                        .collect(Collectors.joining("|"));
    }

    private static String newRoot(Instant now) {
        return "1-%08x-%s".formatted(now.getEpochSecond(), hex(12));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String digest(String function) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(function.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
