package ateliers.cloud.services.s3;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.traits.SignedPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form up to its file, behind which none counts, and the file.
 *
 * @param values by the fields' names in small letters, as they came, each with the file's name in the place of
 *     <code>${filename}</code>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html">HTML form fields</a>
 */
record PostFields(Map<String, String> values, InputStream file) {
    private static final int MOST_BEFORE_THE_FILE = 20 * 1024;
    private static final String FILENAME = "${filename}";
    private static final List<String> OF_SIGV4 =
            List.of("X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date");
    private static final List<String> BEFORE_SIGV4 = List.of("Signature", "AWSAccessKeyId");

    /** Reads them. */
    static PostFields of(WireRequest request) throws IOException {
        MultipartBody body = new MultipartBody(request.header("Content-Type").orElse(""), request.body());
        Map<String, String> values = new LinkedHashMap<>();
        int left = MOST_BEFORE_THE_FILE;
        for (Optional<MultipartBody.Part> part = body.next(); part.isPresent(); part = body.next()) {
            String name = part.get().name().toLowerCase(Locale.ROOT);
            if (name.equals("file")) {
                part.get()
                        .filename()
                        .map(PostFields::withoutFolders)
                        .ifPresent(file -> values.replaceAll((field, value) -> value.replace(FILENAME, file)));
                return new PostFields(values, part.get().content());
            }
            // Names count too: a form may not grow by fields that say nothing.
            byte[] value = part.get().content().readNBytes(left + 1);
            left -= name.length() + value.length;
            if (left < 0) {
                throw PostErrors.tooMuchBeforeTheFile();
            }
            values.put(name, new String(value, StandardCharsets.UTF_8));
        }
        throw PostErrors.noFile();
    }

    /** Some browsers tell where a file lies on its author's machine. */
    private static String withoutFolders(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The value of a field that there has to be. */
    String need(String name) {
        return get(name).filter(value -> !value.isEmpty()).orElseThrow(() -> PostErrors.missing(name));
    }

    /** The value of a field, whatever letters its name is written with. */
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Its policy, and who signed it; empty where it has neither. A policy that nobody signed lets nothing.
     *
     * @throws RuntimeException in S3's words, where a field of the signature's is missing
     */
    Optional<SignedPolicy> policy() {
        if (OF_SIGV4.stream().anyMatch(name -> get(name).isPresent())) {
            OF_SIGV4.forEach(this::need);
            String algorithm = need("X-Amz-Algorithm");
            if (!algorithm.equals("AWS4-HMAC-SHA256")) {
                throw PostErrors.algorithm(algorithm);
            }
            return Optional.of(new SignedPolicy(
                    need("policy"),
                    need("X-Amz-Signature"),
                    need("X-Amz-Credential"),
                    get("X-Amz-Date"),
                    get("X-Amz-Security-Token")));
        }
        if (BEFORE_SIGV4.stream().anyMatch(name -> get(name).isPresent())) {
            BEFORE_SIGV4.forEach(this::need);
            return Optional.of(new SignedPolicy(
                    need("policy"), need("Signature"), need("AWSAccessKeyId"), Optional.empty(), Optional.empty()));
        }
        if (get("policy").isPresent()) {
            throw S3Errors.accessDenied("Access Denied");
        }
        return Optional.empty();
    }
}
