package ateliers.cloud.services.s3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;

/**
 * One page of a listing being made: entries in key order, those that share a prefix up to the delimiter rolled up into
 * one.
 *
 * @param <T> what is listed
 */
final class Page<T> {
    private static final int MOST = 1000;

    private final String prefix;
    private final String delimiter;
    private final int limit;
    private final boolean encode;
    private final List<T> entries = new ArrayList<>();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private boolean truncated;
    private String last;

    Page(String prefix, String delimiter, Integer maxKeys, String argument, String encoding) {
        this.prefix = prefix == null ? "" : prefix;
        this.delimiter = delimiter == null || delimiter.isEmpty() ? null : delimiter;
        this.limit = limit(maxKeys, argument);
        this.encode = encoded(encoding);
    }

    /** Whether a key belongs to the listing at all. */
    boolean takes(String key) {
        return key.startsWith(prefix);
    }

    String prefix() {
        return prefix;
    }

    int limit() {
        return limit;
    }

    /**
     * Whether a key is behind the marker, and not below a common prefix that the page before ended with.
     *
     * @param marker a key or a common prefix; null for the first page
     */
    boolean isAfter(String key, String marker) {
        if (marker == null) {
            return true;
        }
        boolean rolledUpBefore = delimiter != null
                && marker.endsWith(delimiter)
                && marker.startsWith(prefix)
                && marker.length() > prefix.length()
                && key.startsWith(marker);
        return !rolledUpBefore && Utf8Order.INSTANCE.compare(key, marker) > 0;
    }

    /** Adds an entry, or its common prefix; false when the page is full and the listing therefore truncated. */
    boolean add(String key, T entry) {
        int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
        String common = end < 0 ? null : key.substring(0, end + delimiter.length());
        if (common != null && prefixes.contains(common)) {
            return true;
        }
        if (entries.size() + prefixes.size() >= limit) {
            truncated = limit > 0;
            return false;
        }
        if (common == null) {
            entries.add(entry);
        } else {
            prefixes.add(common);
        }
        last = common == null ? key : common;
        return true;
    }

    List<T> entries() {
        return Collections.unmodifiableList(entries);
    }

    List<CommonPrefix> commonPrefixes() {
        return prefixes.stream()
                .map(text -> CommonPrefix.builder().prefix(text(text)).build())
                .toList();
    }

    int size() {
        return entries.size() + prefixes.size();
    }

    boolean isTruncated() {
        return truncated;
    }

    /** Where the next page starts behind: the last key or common prefix of a truncated page, else null. */
    String next() {
        return truncated ? last : null;
    }

    boolean hasDelimiter() {
        return delimiter != null;
    }

    /** A key or prefix as this listing writes it. */
    String text(String plain) {
        return encode ? Keys.encoded(plain) : plain;
    }

    private static int limit(Integer asked, String argument) {
        if (asked != null && asked < 0) {
            throw S3Errors.invalidArgument("Argument " + argument + " must be an integer between 0 and 2147483647");
        }
        return asked == null ? MOST : Math.min(MOST, asked);
    }

    private static boolean encoded(String encoding) {
        if (encoding != null && !encoding.equals(EncodingType.URL.toString())) {
            throw S3Errors.invalidArgument("Invalid Encoding Method specified in Request");
        }
        return encoding != null;
    }
}
