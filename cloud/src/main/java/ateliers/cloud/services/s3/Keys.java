package ateliers.cloud.services.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Object keys and version ids as requests name them. */
final class Keys {
    private static final int LONGEST = 1024;

    private Keys() {}

    /** Refuses a key of more than 1,024 bytes of UTF-8. */
    static void check(String key) {
        if (key == null || key.isEmpty()) {
            throw S3Errors.methodNotAllowed();
        }
        if (key.length() * 3 > LONGEST && key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw S3Errors.of("KeyTooLongError", 400, "Your key is too long");
        }
    }

    /** Refuses a version id that S3 could not have made. */
    static void checkVersion(String versionId) {
        if (versionId == null) {
            return;
        }
        if (versionId.isEmpty()) {
            throw S3Errors.invalidArgument("Version id cannot be the empty string");
        }
        if (!Ids.isVersion(versionId)) {
            throw S3Errors.invalidArgument("Invalid version id specified");
        }
    }

    /** A key as events and URL-encoded listings write it: a space as {@code +}, slashes as they are. */
    static String encoded(String key) {
        return key == null
                ? null
                : URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
