package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Principal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

class AuthorizationTest extends S3TestCase {
    private IamClient iam;
    private S3Client bob;
    private String arn;

    @BeforeEach
    void makeBob() {
        iam = cloud.door().as(cloud.root(), IamClient.class);
        User user = iam.createUser(r -> r.userName("bob")).user();
        arn = user.arn();
        bob = cloud.door().as(new Principal.User(cloud.place().account(), "bob", arn, user.userId()), S3Client.class);
    }

    @Test
    void aDenialNamesTheActionAndQuotesTheResource() {
        put("k", "x");

        refused(
                () -> bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")),
                "AccessDenied",
                403,
                "User: " + arn + " is not authorized to perform: s3:GetObject on resource:"
                        + " \"arn:aws:s3:::any-company/k\" because no identity-based policy allows the s3:GetObject"
                        + " action");
    }

    @Test
    void aMissingKeyIsToldOnlyToWhoMayList() {
        allow("s3:GetObject", "arn:aws:s3:::any-company/*");
        refused(
                () -> bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("none")),
                "AccessDenied",
                403,
                "User: " + arn + " is not authorized to perform: s3:ListBucket on resource:"
                        + " \"arn:aws:s3:::any-company\" because no identity-based policy allows the s3:ListBucket"
                        + " action");

        allow("s3:ListBucket", "arn:aws:s3:::any-company");

        refused(() -> bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("none")), "NoSuchKey", 404);
    }

    @Test
    void aBucketPolicyAllowsWhatNoIdentityPolicyDoes() {
        put("k", "x");
        s3.putBucketPolicy(r -> r.bucket(BUCKET)
                .policy(statement("{\"AWS\":\"" + arn + "\"}", "s3:GetObject", "arn:aws:s3:::any-company/*")));

        assertThat(bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void aCopyNeedsItsSourceAndItsDestination() {
        put("k", "x");
        allow("s3:PutObject", "arn:aws:s3:::any-company/*");
        refused(() -> copy("k", "copy"), "AccessDenied", 403);

        allow("s3:GetObject", "arn:aws:s3:::any-company/k");

        copy("k", "copy");
        assertThat(get("copy")).isEqualTo("x");
    }

    @Test
    void oneVersionNeedsAnotherPermission() {
        version("Enabled");
        String id = s3.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"))
                .versionId();
        allow("s3:GetObject", "*");

        refused(() -> bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(id)), "AccessDenied", 403);
        allow("s3:GetObjectVersion", "*");
        assertThat(bob.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").versionId(id))
                        .asUtf8String())
                .isEqualTo("x");
    }

    @Test
    void whatMayNotBeDeletedIsAnEntryInTheAnswer() {
        put("a", "x");
        put("b", "x");
        allow("s3:DeleteObject", "arn:aws:s3:::any-company/a");

        var answer = bob.deleteObjects(r -> r.bucket(BUCKET)
                .delete(d -> d.objects(List.of(
                        ObjectIdentifier.builder().key("a").build(),
                        ObjectIdentifier.builder().key("b").build()))));

        assertThat(answer.deleted()).extracting("key").containsExactly("a");
        assertThat(answer.errors()).extracting(S3Error::key).containsExactly("b");
        assertThat(answer.errors().get(0).code()).isEqualTo("AccessDenied");
        assertThat(answer.errors().get(0).message()).contains("s3:DeleteObject", "\"arn:aws:s3:::any-company/b\"");
    }

    @Test
    void aPrefixConditionLimitsAListing() {
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName("list")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\","
                                + "\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"home/*\"}}}}"));

        assertThat(bob.listObjectsV2(r -> r.bucket(BUCKET).prefix("home/bob/")).contents())
                .isEmpty();
        refused(() -> bob.listObjectsV2(r -> r.bucket(BUCKET)), "AccessDenied", 403);
    }

    @Test
    void settingTagsWithAnObjectNeedsAPermissionOfItsOwn() {
        allow("s3:PutObject", "*");

        refused(
                () -> bob.putObject(r -> r.bucket(BUCKET).key("k").tagging("a=b"), RequestBody.fromString("x")),
                "AccessDenied",
                403);
    }

    @Test
    void strangersAreToldNothing() {
        put("k", "x");
        S3Client stranger = cloud.door().as(new Principal.Anonymous(), S3Client.class);

        refused(() -> stranger.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")), "AccessDenied", 403, "Access Denied");
    }

    @Test
    void aPublicPolicyIsBlockedUntilTheBlockIsOff() {
        put("k", "x");
        String open = statement("\"*\"", "s3:GetObject", "arn:aws:s3:::any-company/*");
        refused(
                () -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(open)),
                "AccessDenied",
                403,
                "User: " + cloud.root().arn() + " is not authorized to perform: s3:PutBucketPolicy on resource:"
                        + " \"arn:aws:s3:::any-company\" because public policies are prevented by the"
                        + " BlockPublicPolicy setting in S3 Block Public Access.");

        s3.deletePublicAccessBlock(r -> r.bucket(BUCKET));
        s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(open));

        S3Client stranger = cloud.door().as(new Principal.Anonymous(), S3Client.class);
        assertThat(stranger.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asUtf8String())
                .isEqualTo("x");
        assertThat(s3.getBucketPolicyStatus(r -> r.bucket(BUCKET))
                        .policyStatus()
                        .isPublic())
                .isTrue();
    }

    @Test
    void aPolicyThatIsNoneOrOfAnotherBucketIsMalformed() {
        refused(() -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("{}")), "MalformedPolicy", 400);
        refused(
                () -> s3.putBucketPolicy(r -> r.bucket(BUCKET)
                        .policy(statement("{\"AWS\":\"" + arn + "\"}", "s3:GetObject", "arn:aws:s3:::other/*"))),
                "MalformedPolicy",
                400,
                "Policy has invalid resource");
    }

    private void copy(String from, String to) {
        bob.copyObject(r ->
                r.sourceBucket(BUCKET).sourceKey(from).destinationBucket(BUCKET).destinationKey(to));
    }

    private void allow(String action, String resource) {
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName(action.replace(":", ""))
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                        + action + "\",\"Resource\":\"" + resource + "\"}]}"));
    }

    private static String statement(String principal, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}]}";
    }
}
