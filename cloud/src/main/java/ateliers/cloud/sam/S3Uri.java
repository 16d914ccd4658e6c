package ateliers.cloud.sam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object in S3, as {@code s3://bucket/key?versionId=version}.
 *
 * @param version or null
 */
record S3Uri(String bucket, String key, String version) {

    private static final Pattern URI = Pattern.compile("s3://([^/?#\\[\\]]+)/([^?#]+)(?:\\?([^#]*))?(?:#.*)?");
    private static final Pattern VERSION = Pattern.compile("(?:^|&)versionId=([^&]+)");

    static Optional<S3Uri> parse(String text) {
        Matcher uri = URI.matcher(text);
        if (!uri.matches()) {
            return Optional.empty();
        }
        Matcher version = VERSION.matcher(uri.group(3) == null ? "" : uri.group(3));
        String key = uri.group(2).replaceFirst("^/+", "");
        return Optional.of(new S3Uri(uri.group(1), key, version.find() ? version.group(1) : null));
    }

    static String refusal(String property) {
        return "'" + property + "' is not a valid S3 Uri of the form 's3://bucket/key' with optional versionId query "
                + "parameter.";
    }
}
