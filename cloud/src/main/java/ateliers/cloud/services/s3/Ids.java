package ateliers.cloud.services.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The identifiers S3 makes up. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private static final Pattern VERSION = Pattern.compile("null|[A-Za-z0-9._]{32}");

    private final AtomicLong sequence;

    /** @param start from which sequencers grow */
    Ids(Instant start) {
        this.sequence = new AtomicLong(start.toEpochMilli() << 16);
    }

    /** Hexadecimal, growing with every call; compared as text after padding, as AWS says. */
    String sequencer() {
        return "00" + HexFormat.of().withUpperCase().toHexDigits(sequence.incrementAndGet());
    }

    static String version() {
        return letters(32);
    }

    /** As an ETag that is no digest looks like. */
    static String etag() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    static String upload() {
        return letters(128);
    }

    static String notification() {
        return letters(48).replace('.', 'x').replace('_', 'y');
    }

    /** Whether a version id looks like one. */
    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** The canonical user id of an account. */
    static String canonicalUser(String account) {
        MessageDigest digest = Digests.digest("SHA-256");
        return HexFormat.of().formatHex(digest.digest(("canonical user " + account).getBytes(StandardCharsets.UTF_8)));
    }

    private static String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
