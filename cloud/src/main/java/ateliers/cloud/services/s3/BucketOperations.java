package ateliers.cloud.services.s3;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Buckets themselves: create, delete, head, list, where they are. */
final class BucketOperations implements S3Client, Operations {
    private static final String US_EAST_1 = "us-east-1";
    private static final String INCOMPATIBLE =
            " location constraint is incompatible for the region specific endpoint this request was sent to.";

    static final Set<String> ACL_MEMBERS =
            Set.of("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP");

    private static final Paging<Bucket> PAGING = Paging.<Bucket>byOrder(
                    Bucket::name, () -> S3Errors.invalidArgument("The continuation token provided is incorrect"))
            .opaque();

    private final Store store;

    BucketOperations(Store store) {
        this.store = store;
    }

    @Override
    public CreateBucketResponse createBucket(CreateBucketRequest r) {
        BucketNames.check(r.bucket());
        checkLocation(r.createBucketConfiguration());
        ObjectOwnership ownership =
                r.objectOwnership() == null ? ObjectOwnership.BUCKET_OWNER_ENFORCED : r.objectOwnership();
        if (ownership == ObjectOwnership.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.invalidArgument("Invalid x-amz-object-ownership header: " + r.objectOwnershipAsString());
        }
        checkAcl(r, ownership);
        Bucket bucket = new Bucket(r.bucket(), store.now());
        bucket.settings().ownership(ownership);
        bucket.settings()
                .document(
                        PublicAccessBlockConfiguration.class,
                        PublicAccessBlockConfiguration.builder()
                                .blockPublicAcls(true)
                                .ignorePublicAcls(true)
                                .blockPublicPolicy(true)
                                .restrictPublicBuckets(true)
                                .build());
        if (r.createBucketConfiguration() != null) {
            bucket.settings().tags(Tags.ofBucket(r.createBucketConfiguration().tags(), Map.of()));
        }
        if (!store.buckets().add(bucket) && !store.place().region().equals(US_EAST_1)) {
            throw S3Errors.alreadyOwnedByYou();
        }
        return CreateBucketResponse.builder()
                .location("/" + r.bucket())
                .bucketArn(bucket.arn())
                .build();
    }

    @Override
    public DeleteBucketResponse deleteBucket(DeleteBucketRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        bucket.delete();
        store.buckets().remove(bucket);
        return DeleteBucketResponse.builder().build();
    }

    @Override
    public HeadBucketResponse headBucket(HeadBucketRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        return HeadBucketResponse.builder()
                .bucketRegion(store.place().region())
                .bucketArn(bucket.arn())
                .accessPointAlias(false)
                .build();
    }

    @Override
    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest r) {
        store.bucket(r.bucket(), r.expectedBucketOwner());
        String region = store.place().region();
        return GetBucketLocationResponse.builder()
                .locationConstraint(region.equals(US_EAST_1) ? "" : region)
                .build();
    }

    @Override
    public ListBucketsResponse listBuckets(ListBucketsRequest r) {
        int limit = r.maxBuckets() == null ? 10_000 : r.maxBuckets();
        if (limit < 1 || limit > 10_000) {
            throw S3Errors.invalidArgument("Argument max-buckets must be an integer between 1 and 10000");
        }
        String prefix = r.prefix() == null ? "" : r.prefix();
        boolean here = r.bucketRegion() == null
                || r.bucketRegion().equals(store.place().region());
        List<Bucket> found = store.buckets().all().stream()
                .filter(bucket -> here && bucket.name().startsWith(prefix))
                .toList();
        Paging.Page<Bucket> page = PAGING.page(found, limit, r.continuationToken());
        boolean paged = r.maxBuckets() != null || r.prefix() != null || r.bucketRegion() != null;
        return ListBucketsResponse.builder()
                .owner(store.owner())
                .prefix(r.prefix())
                .continuationToken(page.next())
                .buckets(page.items().stream()
                        .map(bucket -> software.amazon.awssdk.services.s3.model.Bucket.builder()
                                .name(bucket.name())
                                .creationDate(bucket.created())
                                .bucketArn(bucket.arn())
                                .bucketRegion(paged ? store.place().region() : null)
                                .build())
                        .toList())
                .build();
    }

    private void checkLocation(CreateBucketConfiguration configuration) {
        String region = requestedRegion();
        String constraint = configuration == null ? null : configuration.locationConstraintAsString();
        if (constraint == null || constraint.isEmpty()) {
            if (!region.equals(US_EAST_1)) {
                throw illegalLocation("unspecified");
            }
            return;
        }
        String asked = constraint.equals(BucketLocationConstraint.EU.toString()) ? "eu-west-1" : constraint;
        boolean known = Region.regions().stream().anyMatch(r -> !r.isGlobalRegion() && r.id().equals(asked));
        if (!known || asked.equals(US_EAST_1)) {
            throw S3Errors.of("InvalidLocationConstraint", 400, "The specified location-constraint is not valid");
        }
        if (!asked.equals(region) && !asked.equals(store.place().region())) {
            if (region.equals(US_EAST_1)) {
                throw new Unsupported("s3: buckets of another region than the cloud's, here " + asked);
            }
            throw illegalLocation(constraint);
        }
    }

    /**
     * The region whose endpoint the caller means: another than the cloud's only where any key is taken, and with it
     * signatures for any region.
     */
    private String requestedRegion() {
        return CallContext.current()
                .map(call -> call.conditionKeys().get("aws:RequestedRegion"))
                .map(regions -> regions.get(0))
                .orElse(store.place().region());
    }

    private static RuntimeException illegalLocation(String constraint) {
        return S3Errors.of("IllegalLocationConstraintException", 400, "The " + constraint + INCOMPATIBLE);
    }

    private static void checkAcl(CreateBucketRequest r, ObjectOwnership ownership) {
        Map<String, Object> acls = Pojos.given(r, ACL_MEMBERS);
        if (acls.isEmpty() || acls.equals(Map.of("ACL", "private"))) {
            return;
        }
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw S3Errors.of(
                    "InvalidBucketAclWithObjectOwnership",
                    400,
                    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
        }
        throw new Unsupported("s3: access control lists");
    }
}
