package ateliers.cloud.services.s3;

import ateliers.cloud.door.Members;
import java.util.List;

/** What becomes of the members of requests that S3's code does not read by their getters. */
final class S3Members {
    private S3Members() {}

    static void declare(Members members) {
        lacking(members);
        byName(members);
        onTheWire(members);
        members
                // Nobody but the owner pays here, and who removes his own access has confirmed it.
                .inert(Members.EVERY, "RequestPayer", "ConfirmRemoveSelfBucketAccess")
                // Kept and shown whole; the operations tell the journal that the configurations have no effect.
                .elsewhere("PutBucketCors", "CORSConfiguration.CORSRules.ID")
                .elsewhere("PutBucketCors", "CORSConfiguration.CORSRules.AllowedHeaders")
                .elsewhere("PutBucketCors", "CORSConfiguration.CORSRules.ExposeHeaders")
                .elsewhere("PutBucketCors", "CORSConfiguration.CORSRules.MaxAgeSeconds")
                .elsewhere("PutBucketEncryption", "ServerSideEncryptionConfiguration.Rules.BucketKeyEnabled");
    }

    private static void lacking(Members members) {
        members.lacking(Members.EVERY, "SSECustomerAlgorithm", "SSECustomerKey", "SSECustomerKeyMD5")
                .lacking(Members.EVERY, "CopySourceSSECustomerAlgorithm", "CopySourceSSECustomerKey")
                .lacking(Members.EVERY, "CopySourceSSECustomerKeyMD5")
                .lacking(Members.EVERY, "SSEKMSKeyId", "SSEKMSEncryptionContext", "BucketKeyEnabled")
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
        members.elsewhere(Members.EVERY, S3.EXPECTED_OWNERS);
        for (String operation : List.of("PutObject", "CopyObject", "CreateMultipartUpload")) {
            members.elsewhere(operation, Attributes.METADATA).elsewhere(operation, Attributes.OF_ACLS);
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
                .elsewhere("HeadObject", ObjectReads.OVERRIDES)
                .elsewhere(Members.EVERY, "CopySource");
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
