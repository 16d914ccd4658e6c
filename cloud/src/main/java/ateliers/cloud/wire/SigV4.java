package ateliers.cloud.wire;

import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4
 * signatures</a> of received requests. The SDK's signer chooses the headers to sign by itself, so it cannot verify what
 * another client signed.
 */
final class SigV4 {
    static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String HMAC = "HmacSHA256";
    private static final int MANY_KEYS = 1000;

    /** Of a day, a region, a service and a secret; computing one takes as long as all the rest. */
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    SecretKeySpec signingKey(String secret, Signature signature) {
        if (keys.size() > MANY_KEYS) {
            keys.clear();
        }
        return keys.computeIfAbsent(secret + "/" + signature.scope(), k -> {
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : List.of(signature.date(), signature.region(), signature.service(), "aws4_request")) {
                key = hmac(new SecretKeySpec(key, HMAC), part);
            }
            return new SecretKeySpec(key, HMAC);
        });
    }

    /**
     * The signature that a request should have.
     *
     * @param path as it is signed
     */
    String signature(WireRequest request, String path, Signature claimed, String secret, String payloadHash) {
        String canonical = request.method()
                + '\n'
                + path
                + '\n'
                + query(request, claimed.presigned())
                + '\n'
                + headers(request, claimed.signedHeaders())
                + '\n'
                + String.join(";", claimed.signedHeaders())
                + '\n'
                + payloadHash;
        return signature(canonical, claimed.timestamp(), claimed, secret);
    }

    /**
     * The signature that a text should have which stands for a request.
     *
     * @param timestamp as it was signed
     */
    String signature(String canonical, String timestamp, Signature claimed, String secret) {
        String toSign = Signature.ALGORITHM
                + '\n'
                + timestamp
                + '\n'
                + claimed.scope()
                + '\n'
                + hex(sha256().digest(canonical.getBytes(StandardCharsets.UTF_8)));
        return hex(hmac(signingKey(secret, claimed), toSign));
    }

    /** A path as it is signed: encoded twice. */
    static String path(String raw) {
        StringBuilder result = new StringBuilder();
        for (String segment : raw.split("/")) {
            if (!segment.isEmpty()) {
                result.append('/').append(Query.encode(Query.encode(Query.decode(segment, false), false), false));
            }
        }
        return result.isEmpty() ? "/" : result + (raw.endsWith("/") ? "/" : "");
    }

    private static String query(WireRequest request, boolean presigned) {
        if (request.rawQuery().isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        // A plus sign in a query is signed as a plus sign by some and as a space by none.
        Query.parse(request.rawQuery(), false).forEach((name, values) -> {
            if (!presigned || !name.equals("X-Amz-Signature")) {
                values.forEach(v -> pairs.add(Query.encode(name, false) + "=" + Query.encode(v, false)));
            }
        });
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    private static String headers(WireRequest request, List<String> signed) {
        StringBuilder result = new StringBuilder();
        for (String name : signed) {
            List<String> values = request.headers().getOrDefault(name, List.of());
            result.append(name.toLowerCase(Locale.ROOT)).append(':');
            for (int i = 0; i < values.size(); i++) {
                result.append(i == 0 ? "" : ",").append(collapsed(values.get(i).trim()));
            }
            result.append('\n');
        }
        return result.toString();
    }

    private static String collapsed(String value) {
        return value.contains("  ") ? value.replaceAll("\\s+", " ") : value;
    }

    static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
