package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.traits.WireTraits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Amazon S3 as a service of a cloud, with what becomes of the members of requests that its code does not read. */
public final class S3Service implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Store store = new Store(cloud);
        Notifier notifier = new Notifier(store);
        ObjectReads reads = new ObjectReads(store);
        ObjectWrites writes = new ObjectWrites(store, notifier);
        Copies copies = new Copies(store, reads, writes, notifier);
        return List.of(AwsService.of("s3", S3Client.class)
                .operations(new BucketOperations(store))
                .operations(new BucketSettings(store))
                .operations(new BucketAccess(store))
                .operations(new AbsentSettings(store))
                .operations(new NotificationOperations(store, notifier))
                .operations(new LifecycleOperations(store, writes, notifier))
                .operations(reads)
                .operations(writes)
                .operations(copies)
                .operations(new ObjectTagging(store, reads, notifier))
                .operations(new Listings(store))
                .operations(new Uploads(store, writes, copies))
                .operations(new UploadCompletion(store, writes, notifier))
                .operations(new UploadListings(store))
                .rows(new S3Rows(store)::declare)
                .members(S3Service::members)
                .wire(wire(store))
                .resourcePolicy(resource -> policy(store, resource))
                .denied(S3Errors::denied)
                .throttled(S3Errors::slowDown)
                .build());
    }

    private static WireTraits wire(Store store) {
        return new WireTraits()
                .rest(new S3Rest(new BucketCors(store.buckets()), store.place(), store.clock()::realTime))
                .xmlNamespace(S3Rest.NAMESPACE)
                .success(204, S3Rest::isNoContent)
                .anonymous(operation -> true)
                .clockSkew(Duration.ofMinutes(15));
    }

    /** The policy of the bucket that the resource is or is in. */
    private static Optional<String> policy(Store store, String resourceArn) {
        return Arn.find(resourceArn)
                .flatMap(arn -> store.buckets().lookUp(arn.type().isEmpty() ? arn.id() : arn.type()))
                .map(Bucket::settings)
                .flatMap(settings -> settings.policy().filter(document -> !isRestricted(settings, document)));
    }

    /** RestrictPublicBuckets takes from a public policy what it gives to strangers. */
    private static boolean isRestricted(Settings settings, String document) {
        boolean stranger = CallContext.current()
                .map(call -> call.principal() instanceof Principal.Anonymous)
                .orElse(false);
        return stranger
                && settings.document(PublicAccessBlockConfiguration.class)
                        .map(block -> Boolean.TRUE.equals(block.restrictPublicBuckets()))
                        .orElse(false)
                && BucketPolicies.isPublic(document);
    }

    private static void members(Members members) {
        lacking(members);
        byName(members);
        onTheWire(members);
        members
                // Nobody but the owner pays here, and who removes his own access has confirmed it.
                .inert(Members.EVERY, "RequestPayer", "ConfirmRemoveSelfBucketAccess")
                // Kept and shown whole.
                .elsewhere("PutBucketCors", "CORSConfiguration.CORSRules.ID")
                // The SDK has a newer one, and warns whoever reads this.
                .elsewhere("PutBucketLifecycleConfiguration", "LifecycleConfiguration.Rules.Prefix");
    }

    private static void lacking(Members members) {
        members.lacking(Members.EVERY, "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5")
                .lacking(Members.EVERY, "CopySourceSSECustomerAlgorithm", "CopySourceSSECustomerKey")
                .lacking(Members.EVERY, "CopySourceSSECustomerKeyMD5")
                .lacking(Members.EVERY, "SSEKMSEncryptionContext")
                .lacking(Members.EVERY, "ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus")
                .lacking(Members.EVERY, "MFA", "BypassGovernanceRetention", "OptionalObjectAttributes")
                .lacking("CreateBucket", "ObjectLockEnabledForBucket")
                .lacking("CreateBucket", "CreateBucketConfiguration.Location", "CreateBucketConfiguration.Bucket")
                .lacking("PutObject", "WriteOffsetBytes")
                .lacking("DeleteObject", "IfMatchLastModifiedTime", "IfMatchSize")
                .lacking("DeleteObjects", "Delete.Objects.LastModifiedTime", "Delete.Objects.Size")
                .lacking("AbortMultipartUpload", "IfMatchInitiatedTime")
                .lacking("PutBucketEncryption", "ServerSideEncryptionConfiguration.Rules.BlockedEncryptionTypes")
                .lacking("PutBucketLogging", "BucketLoggingStatus.LoggingEnabled.TargetBucket")
                .lacking("PutBucketLogging", "BucketLoggingStatus.LoggingEnabled.TargetGrants")
                .lacking("PutBucketLogging", "BucketLoggingStatus.LoggingEnabled.TargetPrefix")
                .lacking("PutBucketLogging", "BucketLoggingStatus.LoggingEnabled.TargetObjectKeyFormat");
    }

    private static void byName(Members members) {
        for (String operation : List.of("PutObject", "CopyObject", "CreateMultipartUpload")) {
            members.elsewhere(operation, Attributes.METADATA)
                    .elsewhere(operation, Attributes.OF_ACLS)
                    .elsewhere(operation, "SSEKMSKeyId", "BucketKeyEnabled");
        }
        for (String operation : List.of("PutObject", "CreateMultipartUpload")) {
            members.elsewhere(operation, Attributes.KEPT).elsewhere(operation, "ServerSideEncryption");
        }
        members.elsewhere("CreateBucket", BucketOperations.ACL_MEMBERS)
                // Every ACL is refused, whatever it says.
                .elsewhere("PutBucketAcl", BucketOperations.ACL_MEMBERS)
                .elsewhere("PutObjectAcl", BucketOperations.ACL_MEMBERS)
                .elsewhere("PutBucketAcl", "AccessControlPolicy")
                .elsewhere("PutObjectAcl", "AccessControlPolicy")
                .elsewhere("GetObject", ObjectReads.OVERRIDES)
                .elsewhere("HeadObject", ObjectReads.OVERRIDES);
        for (Algorithm algorithm : Algorithm.values()) {
            members.elsewhere("CompleteMultipartUpload", algorithm.member())
                    .elsewhere("CompleteMultipartUpload", "MultipartUpload.Parts." + algorithm.member());
        }
    }

    /** The front verifies what is said of bodies in memory; of those that stream, this service does, by name. */
    private static void onTheWire(Members members) {
        members.elsewhere(Members.EVERY, "ContentMD5", "ChecksumAlgorithm");
        for (Algorithm algorithm : Algorithm.values()) {
            members.elsewhere("PutObject", algorithm.member()).elsewhere("UploadPart", algorithm.member());
        }
    }
}
