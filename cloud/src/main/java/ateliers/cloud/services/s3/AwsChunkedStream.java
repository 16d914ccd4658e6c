package ateliers.cloud.services.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import ateliers.cloud.traits.SeedSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The content of an <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">aws-chunked</a> body,
 * whose chunks may be signed one by one and whose trailer may hold a checksum. What is wrong with a chunk is told when
 * its end is reached, so nothing may be committed before the end of the stream.
 */
final class AwsChunkedStream extends BlockStream {
    private static final int LONGEST_LINE = 8192;
    private static final String SHA_256 = "SHA-256";
    private static final String EMPTY_HASH =
            HexFormat.of().formatHex(Digests.digest(SHA_256).digest());

    private final InputStream in;
    private final Chain chain;
    private final String trailerHeader;
    private final Optional<Algorithm.Running> trailerChecksum;
    private long left;
    private boolean started;
    private boolean ended;
    private String chunkSignature;
    private MessageDigest chunkHash = Digests.digest(SHA_256);

    /** The chain of the chunks' signatures. */
    static final class Chain {
        private final SeedSignature seed;
        private String previous;

        /** @param seed the request's */
        Chain(SeedSignature seed) {
            this.seed = seed;
            this.previous = seed.value();
        }

        private void verify(String kind, String given, String rest) {
            String toSign = "AWS4-HMAC-SHA256-" + kind + '\n' + seed.timestamp() + '\n' + seed.scope() + '\n' + previous
                    + '\n' + rest;
            String expected = seed.signing().apply(toSign);
            if (given == null || !MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8))) {
                throw BodyFaults.signature();
            }
            previous = expected;
        }
    }

    /**
     * @param chain null for unsigned chunks
     * @param trailerHeader the checksum that the trailer is to hold, or null
     */
    AwsChunkedStream(InputStream in, Chain chain, String trailerHeader) {
        this.in = in;
        this.chain = chain;
        this.trailerHeader = trailerHeader;
        this.trailerChecksum =
                Optional.ofNullable(trailerHeader).flatMap(Algorithm::ofHeader).map(Algorithm::start);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = in.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw BodyFaults.incompleteBody();
        }
        left -= count;
        if (chain != null) {
            chunkHash.update(buffer, offset, count);
        }
        trailerChecksum.ifPresent(checksum -> checksum.update(buffer, offset, count));
        return count;
    }

    private void nextChunk() throws IOException {
        if (started) {
            endChunk();
            if (!line().isEmpty()) {
                throw BodyFaults.incompleteBody();
            }
        }
        started = true;
        String header = line();
        int semicolon = header.indexOf(';');
        String size = semicolon < 0 ? header : header.substring(0, semicolon);
        try {
            left = Long.parseLong(size.trim(), 16);
        } catch (NumberFormatException e) {
            throw BodyFaults.incompleteBody();
        }
        if (left < 0) {
            throw BodyFaults.incompleteBody();
        }
        int equals = header.indexOf("chunk-signature=");
        chunkSignature = equals < 0
                ? null
                : header.substring(equals + "chunk-signature=".length()).trim();
        if (left == 0) {
            endChunk();
            ended = true;
            trailer();
        }
    }

    private void endChunk() {
        if (chain != null) {
            String hash = HexFormat.of().formatHex(chunkHash.digest());
            chain.verify("PAYLOAD", chunkSignature, EMPTY_HASH + '\n' + hash);
            chunkHash = Digests.digest(SHA_256);
        }
    }

    private void trailer() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        StringBuilder canonical = new StringBuilder();
        for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw BodyFaults.malformedTrailer();
            }
            String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            fields.put(name, value);
            if (!name.equals("x-amz-trailer-signature")) {
                canonical.append(name).append(':').append(value).append('\n');
            }
        }
        if (trailerHeader == null) {
            return;
        }
        if (chain != null) {
            byte[] hash = Digests.digest(SHA_256).digest(canonical.toString().getBytes(UTF_8));
            chain.verify(
                    "TRAILER",
                    fields.get("x-amz-trailer-signature"),
                    HexFormat.of().formatHex(hash));
        }
        String given = fields.get(trailerHeader);
        if (given == null) {
            throw BodyFaults.malformedTrailer();
        }
        if (trailerChecksum.isPresent() && !given.equals(trailerChecksum.get().base64())) {
            throw BodyFaults.badDigest(trailerHeader);
        }
    }

    /** A line, or an empty one where the body ends. */
    private String lineOrEnd() throws IOException {
        int first = in.read();
        return first < 0 ? "" : line(first);
    }

    private String line() throws IOException {
        return line(in.read());
    }

    private String line(int first) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = first; b != '\n'; b = in.read()) {
            if (b < 0 || line.size() > LONGEST_LINE) {
                throw BodyFaults.incompleteBody();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(UTF_8);
    }
}
