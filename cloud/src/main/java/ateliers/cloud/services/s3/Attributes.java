package ateliers.cloud.services.s3;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Pojos;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The headers an object keeps, read off the requests that write one. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">object metadata</a>.
 */
final class Attributes {
    static final String STANDARD = "STANDARD";

    /** What a copy takes over from its source, or its request replaces. */
    static final Set<String> METADATA = Set.of(
            "CacheControl",
            "ContentDisposition",
            "ContentEncoding",
            "ContentLanguage",
            "ContentType",
            "Expires",
            "Metadata");

    static final Set<String> KEPT = Set.of("WebsiteRedirectLocation", "StorageClass");
    static final Set<String> OF_ACLS = Set.of("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWriteACP");

    private static final Set<String> STORAGE_CLASSES = Set.of(
            STANDARD,
            "REDUCED_REDUNDANCY",
            "STANDARD_IA",
            "ONEZONE_IA",
            "INTELLIGENT_TIERING",
            "GLACIER",
            "DEEP_ARCHIVE",
            "GLACIER_IR");

    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final int METADATA_LIMIT = 2048;

    private Attributes() {}

    /** The attributes of an object that a request describes. */
    static Map<String, Object> of(SdkPojo request, Settings settings, Place place, String bodyType) {
        Map<String, Object> attributes = given(request, settings, place);
        attributes.putIfAbsent("ContentType", bodyType == null ? DEFAULT_TYPE : bodyType);
        return attributes;
    }

    /** The attributes of a copy. */
    static Map<String, Object> ofCopy(
            SdkPojo request, Settings settings, Place place, StoredObject source, boolean replace) {
        Map<String, Object> attributes = given(request, settings, place);
        if (replace) {
            attributes.putIfAbsent("ContentType", DEFAULT_TYPE);
        } else {
            attributes.keySet().removeAll(METADATA);
            source.attributes().forEach((name, value) -> {
                if (METADATA.contains(name)) {
                    attributes.put(name, value);
                }
            });
        }
        return attributes;
    }

    private static Map<String, Object> given(SdkPojo request, Settings settings, Place place) {
        checkAcls(request, settings);
        Map<String, Object> attributes = Pojos.given(request, METADATA);
        attributes.putAll(Pojos.given(request, KEPT));
        attributes.computeIfPresent("Metadata", (name, metadata) -> userMetadata((Map<?, ?>) metadata));
        if (!STORAGE_CLASSES.contains((String) attributes.getOrDefault("StorageClass", STANDARD))) {
            throw S3Errors.of("InvalidStorageClass", 400, "The storage class you specified is not valid");
        }
        attributes.putAll(Encryption.of(request, settings, place).members());
        return attributes;
    }

    private static Map<String, String> userMetadata(Map<?, ?> metadata) {
        Map<String, String> kept = new HashMap<>();
        int size = 0;
        for (Map.Entry<?, ?> entry : metadata.entrySet()) {
            String name = entry.getKey().toString().toLowerCase(Locale.ROOT);
            String value = String.valueOf(entry.getValue());
            size += bytes(name) + bytes(value);
            kept.put(name, value);
        }
        if (size > METADATA_LIMIT) {
            throw S3Errors.of(
                    "MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
        }
        return Map.copyOf(kept);
    }

    /** With ACLs disabled, as they are by default, S3 takes none but those that change nothing. */
    private static void checkAcls(SdkPojo request, Settings settings) {
        Map<String, Object> acls = Pojos.given(request, OF_ACLS);
        Object canned = acls.get("ACL");
        if (acls.isEmpty()
                || acls.size() == 1 && ("private".equals(canned) || "bucket-owner-full-control".equals(canned))) {
            return;
        }
        if (settings.ownerEnforced()) {
            throw aclsNotSupported();
        }
        throw new Unsupported("s3: access control lists");
    }

    static RuntimeException aclsNotSupported() {
        return S3Errors.of("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
