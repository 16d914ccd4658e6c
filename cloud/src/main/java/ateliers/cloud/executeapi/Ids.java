package ateliers.cloud.executeapi;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers as API Gateway makes them. */
public final class Ids {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int EXTENDED_BYTES = 11;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** Small letters and digits; APIs have ten, their parts six. */
    public static String random(int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(i == 0 ? 26 : ALPHABET.length())));
        }
        return id.toString();
    }

    /** A request's extended id, as {@code JKJaXmPLvHcESHA=}. */
    public static String extendedRequestId() {
        byte[] bytes = new byte[EXTENDED_BYTES];
        new SplittableRandom(ThreadLocalRandom.current().nextLong()).nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** A trace's header, as {@code Root=1-5bdb40ca-556d8b0c50dc66f0511bf520}. */
    public static String trace(long epochSeconds) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%016x%08x".formatted(epochSeconds, random.nextLong(), random.nextInt());
    }
}
