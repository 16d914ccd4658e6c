package ateliers.cloud.services.s3;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some bytes of an object, from an offset on. */
record ByteRange(long offset, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final Pattern FIRST_AND_LAST = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** The range a Range header asks for; empty when it asks for everything, or for what S3 does not understand. */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = header == null ? null : ONE.matcher(header.trim());
        if (range == null
                || !range.matches()
                || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long last = Math.min(number(range.group(2)), size);
            return satisfiable(size - last, last);
        }
        long first = number(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : number(range.group(2));
        if (!range.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return satisfiable(first, Math.min(last, size - 1) - first + 1);
    }

    /** The range of a source that becomes a part: complete and inside. */
    static ByteRange ofCopySource(String header, long size) {
        if (header == null) {
            return new ByteRange(0, size);
        }
        Matcher range = FIRST_AND_LAST.matcher(header);
        if (!range.matches() || number(range.group(2)) < number(range.group(1))) {
            throw S3Errors.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where"
                            + " first and last are the zero-based offsets of the first and last bytes to copy");
        }
        long first = number(range.group(1));
        long last = number(range.group(2));
        if (last >= size) {
            throw S3Errors.invalidArgument("Range specified is not valid for source object of size: " + size);
        }
        return new ByteRange(first, last - first + 1);
    }

    /** As Content-Range says it. */
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }

    private static Optional<ByteRange> satisfiable(long offset, long length) {
        if (length <= 0) {
            throw S3Errors.invalidRange();
        }
        return Optional.of(new ByteRange(offset, length));
    }

    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
