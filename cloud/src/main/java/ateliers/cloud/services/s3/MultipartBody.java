package ateliers.cloud.services.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of {@code multipart/form-data}, read part by part as it comes: nothing of a part is kept but what its reader keeps. See
 * <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>.
 */
final class MultipartBody {
    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int LONGEST_LINE = 8192;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;

    /**
     * A part.
     *
     * @param filename as the browser tells it of a file; empty for a field
     * @param content ends where the part does, and has to be read to there before the next one is asked for
     */
    record Part(String name, Optional<String> filename, InputStream content) {}

    /** @throws RuntimeException in S3's words, where the type tells no boundary */
    MultipartBody(String contentType, InputStream body) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw PostErrors.malformed();
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very start, without the end of a line before it.
        this.in = new SequenceInputStream(new ByteArrayInputStream(LINE_END), unclosed(body));
        new Content().transferTo(OutputStream.nullOutputStream());
    }

    /** The body is closed by who reads what is left of it. */
    private static InputStream unclosed(InputStream body) {
        return new FilterInputStream(body) {

            @Override
            public void close() {
                // Not here.
            }
        };
    }

    /** The next part; empty after the last. */
    Optional<Part> next() throws IOException {
        String end = line();
        if (end.startsWith("--")) {
            return Optional.empty();
        }
        String disposition = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                disposition = header;
            }
        }
        String name = parameter(disposition, "name").orElseThrow(PostErrors::malformed);
        return Optional.of(new Part(name, parameter(disposition, "filename"), new Content()));
    }

    private static Optional<String> parameter(String header, String name) {
        Matcher value = Pattern.compile("(?i);\\s*" + name + "=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))")
                .matcher(header);
        return value.find()
                ? Optional.of(
                        value.group(1) == null ? value.group(2) : value.group(1).replace("\\\"", "\""))
                : Optional.empty();
    }

    private String line() throws IOException {
        int end = -1;
        for (int wanted = 2; end < 0; wanted = to - from + 1) {
            if (wanted > LONGEST_LINE || !has(wanted)) {
                throw PostErrors.malformed();
            }
            end = lineEnd();
        }
        String line = new String(buffer, from, end - from, StandardCharsets.UTF_8);
        from = end + 2;
        return line;
    }

    private int lineEnd() {
        for (int i = from; i + 1 < to; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether so many bytes are in the buffer, after as many have been read as there are. */
    private boolean has(int count) throws IOException {
        if (from + count > buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            int read = in.read(buffer, to, buffer.length - to);
            if (read < 0) {
                return false;
            }
            to += read;
        }
        return true;
    }

    /** What comes before the next delimiter, and is read past it. */
    private final class Content extends BlockStream {
        private boolean ended;

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (ended || length == 0) {
                return ended ? -1 : 0;
            }
            if (!has(delimiter.length)) {
                throw PostErrors.malformed();
            }
            if (Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length)) {
                from += delimiter.length;
                ended = true;
                return -1;
            }
            // The next delimiter begins with the end of a line: what is before that is content, as is the byte here.
            int end = from + 1;
            while (end < to && end - from < length && buffer[end] != '\r') {
                end++;
            }
            int count = end - from;
            System.arraycopy(buffer, from, into, offset, count);
            from = end;
            return count;
        }
    }
}
