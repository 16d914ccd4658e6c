package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Pojos;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * How an object is said to be encrypted: as its request asks, or by its bucket's default. Nothing is encrypted here. Of KMS's
 * keys there is the one that AWS manages for S3, {@code alias/aws/s3}, which everybody of the account may use through S3.
 *
 * @param keyArn of the key for {@code aws:kms}, else null
 * @param bucketKey whether S3 would derive data keys from a key of the bucket's
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using server-side encryption with
 *     AWS KMS keys</a>
 */
record Encryption(String algorithm, String keyArn, boolean bucketKey) {
    /** What requests say of it, by name. */
    static final Set<String> MEMBERS = Set.of("ServerSideEncryption", "SSEKMSKeyId", "BucketKeyEnabled");

    private static final String S3_MANAGED = "AES256";
    private static final String KMS_MANAGED = "aws:kms";
    private static final String ALIAS = "alias/aws/s3";

    /** How a request that writes an object wants it. */
    static Encryption of(SdkPojo request, Settings settings, Place place) {
        Optional<ServerSideEncryptionRule> normal = settings.document(ServerSideEncryptionConfiguration.class)
                .map(each -> each.rules().get(0));
        Map<String, Object> given = Pojos.given(request, MEMBERS);
        String asked = (String) given.get("ServerSideEncryption");
        String key = (String) given.get("SSEKMSKeyId");
        if (key != null && (asked == null || asked.equals(S3_MANAGED))) {
            throw S3Errors.invalidArgument("Server Side Encryption with AWS KMS managed key requires HTTP header"
                    + " x-amz-server-side-encryption : aws:kms");
        }
        String algorithm = asked != null
                ? asked
                : normal.map(rule -> rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
                        .orElse(S3_MANAGED);
        if (algorithm.equals(S3_MANAGED)) {
            return new Encryption(S3_MANAGED, null, false);
        }
        if (!algorithm.equals(KMS_MANAGED)) {
            throw algorithm.equals(ServerSideEncryption.AWS_KMS_DSSE.toString())
                            || algorithm.equals(ServerSideEncryption.AWS_FSX.toString())
                    ? new Unsupported("s3: server-side encryption with " + algorithm)
                    : invalidAlgorithm();
        }
        checkKey(key, place);
        boolean bucketKey = given.containsKey("BucketKeyEnabled")
                ? Boolean.TRUE.equals(given.get("BucketKeyEnabled"))
                : normal.map(rule -> Boolean.TRUE.equals(rule.bucketKeyEnabled()))
                        .orElse(false);
        Encryption encryption = new Encryption(KMS_MANAGED, keyOf(place), bucketKey);
        encryption.checkCaller();
        return encryption;
    }

    /** How what has these attributes is encrypted. */
    static Encryption of(Map<String, Object> attributes) {
        return new Encryption(
                (String) attributes.get("ServerSideEncryption"),
                (String) attributes.get("SSEKMSKeyId"),
                attributes.containsKey("BucketKeyEnabled"));
    }

    private static RuntimeException invalidAlgorithm() {
        return S3Errors.of(
                "InvalidEncryptionAlgorithmError",
                400,
                "The Encryption request you specified is not valid. Supported value: AES256.");
    }

    /**
     * Takes the key that AWS manages, by any of its names, or none.
     *
     * @throws Unsupported for a customer's key
     */
    static void checkKey(String key, Place place) {
        if (key == null) {
            return;
        }
        Optional<Arn> arn = Arn.find(key);
        if (arn.isPresent() && !arn.get().region().equals(place.region())) {
            throw S3Errors.of(
                    "KMS.NotFoundException", 400, "Invalid arn " + arn.get().region());
        }
        String managed = keyOf(place);
        String prefix = managed.substring(0, managed.indexOf("key/"));
        if (!Set.of(managed, managed.substring(managed.indexOf("key/") + 4), ALIAS, prefix + ALIAS)
                .contains(key)) {
            throw new Unsupported("s3: encryption with a KMS key of one's own");
        }
    }

    private static String keyOf(Place place) {
        String owner = ALIAS + " of " + place.account() + " in " + place.region();
        return "arn:aws:kms:" + place.region() + ":" + place.account() + ":key/"
                + UUID.nameUUIDFromBytes(owner.getBytes(StandardCharsets.UTF_8));
    }

    /** The members that answers tell of it. */
    Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>();
        members.put("ServerSideEncryption", algorithm);
        if (keyArn != null) {
            members.put("SSEKMSKeyId", keyArn);
        }
        if (bucketKey) {
            members.put("BucketKeyEnabled", true);
        }
        return members;
    }

    /** The ETag of what has this MD5: with a key of KMS, S3 makes another of it. */
    String etag(String md5) {
        return isMd5() ? md5 : Ids.etag();
    }

    /** Whether ETags are MD5 digests of what they are about. */
    boolean isMd5() {
        return keyArn == null;
    }

    /** What a key of KMS encrypts is for nobody who does not sign. */
    void checkCaller() {
        boolean unsigned = CallContext.current()
                .map(call -> call.principal() instanceof Principal.Anonymous)
                .orElse(false);
        if (keyArn != null && unsigned) {
            throw S3Errors.invalidArgument(
                    "Requests specifying Server Side Encryption with AWS KMS managed keys require"
                            + " AWS Signature Version 4.");
        }
    }
}
