package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.Type;

/** Who may use a bucket: its policy, the public access block, ownership and ACLs. */
final class BucketAccess implements S3Client, Operations {
    private static final int POLICY_LIMIT = 20 * 1024;

    private final Store store;

    BucketAccess(Store store) {
        this.store = store;
    }

    @Override
    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest r) {
        return GetBucketPolicyResponse.builder()
                .policy(document(store.bucket(r.bucket(), r.expectedBucketOwner())))
                .build();
    }

    @Override
    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        String document = r.policy() == null ? "" : r.policy();
        if (document.getBytes(StandardCharsets.UTF_8).length > POLICY_LIMIT) {
            throw S3Errors.of("PolicyTooLarge", 400, "Policy exceeds the maximum allowed document size.");
        }
        try {
            Policy.parse(document, PolicyKind.RESOURCE);
            BucketPolicies.checkResources(document, bucket.arn());
        } catch (MalformedPolicyException e) {
            throw S3Errors.of("MalformedPolicy", 400, e.getMessage());
        }
        boolean blocked = bucket.settings()
                .document(PublicAccessBlockConfiguration.class)
                .map(block -> Boolean.TRUE.equals(block.blockPublicPolicy()))
                .orElse(false);
        if (blocked && BucketPolicies.isPublic(document)) {
            throw S3Errors.accessDenied("User: " + CallContext.caller().arn()
                    + " is not authorized to perform: s3:PutBucketPolicy on resource: \"" + bucket.arn()
                    + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
                    + " Access.");
        }
        bucket.settings().policy(document);
        return PutBucketPolicyResponse.builder().build();
    }

    @Override
    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner()).settings().policy(null);
        return DeleteBucketPolicyResponse.builder().build();
    }

    @Override
    public GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest r) {
        boolean isPublic = BucketPolicies.isPublic(document(store.bucket(r.bucket(), r.expectedBucketOwner())));
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(status -> status.isPublic(isPublic))
                .build();
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest r) {
        PublicAccessBlockConfiguration block = store.bucket(r.bucket(), r.expectedBucketOwner())
                .settings()
                .document(PublicAccessBlockConfiguration.class)
                .orElseThrow(() -> S3Errors.of(
                        "NoSuchPublicAccessBlockConfiguration",
                        404,
                        "The public access block configuration was not found"));
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(block)
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest r) {
        Settings settings = store.bucket(r.bucket(), r.expectedBucketOwner()).settings();
        PublicAccessBlockConfiguration asked = r.publicAccessBlockConfiguration();
        if (asked == null) {
            throw S3Errors.malformedXml();
        }
        settings.document(
                PublicAccessBlockConfiguration.class,
                PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(Boolean.TRUE.equals(asked.blockPublicAcls()))
                        .ignorePublicAcls(Boolean.TRUE.equals(asked.ignorePublicAcls()))
                        .blockPublicPolicy(Boolean.TRUE.equals(asked.blockPublicPolicy()))
                        .restrictPublicBuckets(Boolean.TRUE.equals(asked.restrictPublicBuckets()))
                        .build());
        return PutPublicAccessBlockResponse.builder().build();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner())
                .settings()
                .removeDocument(PublicAccessBlockConfiguration.class);
        return DeletePublicAccessBlockResponse.builder().build();
    }

    @Override
    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest r) {
        ObjectOwnership ownership =
                store.bucket(r.bucket(), r.expectedBucketOwner()).settings().ownership();
        if (ownership == null) {
            throw S3Errors.of("OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found");
        }
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build()))
                .build();
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest r) {
        Settings settings = store.bucket(r.bucket(), r.expectedBucketOwner()).settings();
        List<OwnershipControlsRule> rules = r.ownershipControls() == null
                ? List.of()
                : r.ownershipControls().rules();
        if (rules.size() != 1
                || rules.get(0).objectOwnership() == null
                || rules.get(0).objectOwnership() == ObjectOwnership.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.malformedXml();
        }
        settings.ownership(rules.get(0).objectOwnership());
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    @Override
    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(DeleteBucketOwnershipControlsRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner()).settings().ownership(null);
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }

    @Override
    public GetBucketAclResponse getBucketAcl(GetBucketAclRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        return GetBucketAclResponse.builder()
                .owner(store.owner())
                .grants(fullControl(store.owner()))
                .build();
    }

    @Override
    public PutBucketAclResponse putBucketAcl(PutBucketAclRequest r) {
        throw refuseAcl(store.bucket(r.bucket(), r.expectedBucketOwner()));
    }

    static Grant fullControl(Owner owner) {
        return Grant.builder()
                .grantee(grantee -> grantee.type(Type.CANONICAL_USER).id(owner.id()))
                .permission(Permission.FULL_CONTROL)
                .build();
    }

    /** The refusal of an ACL: AWS's where ACLs are disabled, ours where they are not. */
    static RuntimeException refuseAcl(Bucket bucket) {
        return bucket.settings().ownerEnforced()
                ? Attributes.aclsNotSupported()
                : new Unsupported("s3: access control lists");
    }

    private static String document(Bucket bucket) {
        return bucket.settings()
                .policy()
                .orElseThrow(() -> S3Errors.of("NoSuchBucketPolicy", 404, "The bucket policy does not exist"));
    }
}
