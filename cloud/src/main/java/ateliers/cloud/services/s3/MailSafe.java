package ateliers.cloud.services.s3;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Metadata that is more than US-ASCII, as S3 gives it back: encoded for mails by
 * <a href="https://www.rfc-editor.org/rfc/rfc2047">RFC 2047</a>. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">object metadata</a>.
 */
final class MailSafe {
    private MailSafe() {}

    /** The text as it is where it is US-ASCII, and encoded where it is more. */
    static String text(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder out = new StringBuilder("=?UTF-8?Q?");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == ' ') {
                out.append('_');
            } else if (c < 0x21 || c > 0x7e || "=?_".indexOf(c) >= 0) {
                out.append('=').append("%02x".formatted((int) c).toUpperCase(Locale.ROOT));
            } else {
                out.append(c);
            }
        }
        return out.append("?=").toString();
    }
}
