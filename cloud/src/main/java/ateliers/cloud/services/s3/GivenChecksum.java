package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Pojos;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What a request says of its body's integrity.
 *
 * @param algorithm named, or of the value; empty when the request asks for none, and S3 makes a CRC64NVME
 * @param value base64, to be compared with what S3 computes
 * @param md5 of Content-MD5
 */
record GivenChecksum(Optional<Algorithm> algorithm, Optional<String> value, Optional<byte[]> md5) {
    private static final Set<String> MEMBERS = Stream.concat(
                    Stream.of("ChecksumAlgorithm", "ContentMD5"),
                    Arrays.stream(Algorithm.values()).map(Algorithm::member))
            .collect(Collectors.toUnmodifiableSet());

    /** Reads a request's members, refusing what S3 refuses before it has seen the body. */
    static GivenChecksum of(SdkPojo request) {
        Map<String, Object> given = Pojos.given(request, MEMBERS);
        Optional<byte[]> md5 =
                Optional.ofNullable((String) given.remove("ContentMD5")).map(GivenChecksum::md5);
        String name = (String) given.remove("ChecksumAlgorithm");
        if (given.size() > 1) {
            throw S3Errors.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        }
        Optional<Algorithm> named = Optional.ofNullable(name).map(GivenChecksum::algorithm);
        Optional<Algorithm> valued = Arrays.stream(Algorithm.values())
                .filter(algorithm -> given.containsKey(algorithm.member()))
                .findFirst();
        if (named.isPresent() && valued.isPresent() && !named.equals(valued)) {
            throw S3Errors.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        }
        Optional<String> value = valued.map(algorithm -> check(algorithm, (String) given.get(algorithm.member())));
        return new GivenChecksum(valued.or(() -> named), value, md5);
    }

    static Algorithm algorithm(String name) {
        return Algorithm.named(name)
                .orElseThrow(() -> S3Errors.invalidRequest("Checksum algorithm provided is unsupported. Please try"
                        + " again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
    }

    /** Digests that compute what this request needs. */
    Digests digests() {
        return new Digests(algorithm.orElse(Algorithm.CRC64NVME));
    }

    /** Compares with what came out of the body. */
    void verify(Digests digests) {
        if (md5.isPresent() && !Arrays.equals(md5.get(), digests.md5())) {
            throw S3Errors.of("BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
        }
        if (value.isPresent() && !value.get().equals(digests.checksum())) {
            throw S3Errors.badDigest(digests.algorithm().name());
        }
    }

    private static String check(Algorithm algorithm, String value) {
        Optional<byte[]> bytes = base64(value);
        if (bytes.isEmpty() || bytes.get().length != algorithm.length()) {
            throw S3Errors.invalidRequest("Value for x-amz-checksum-" + algorithm.lowerCase() + " header is invalid.");
        }
        return value;
    }

    private static byte[] md5(String value) {
        return base64(value)
                .filter(bytes -> bytes.length == 16)
                .orElseThrow(() -> S3Errors.of("InvalidDigest", 400, "The Content-MD5 you specified was invalid."));
    }

    private static Optional<byte[]> base64(String value) {
        try {
            return Optional.of(Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
