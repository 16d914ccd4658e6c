package ateliers.cloud.services.s3;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.MFADelete;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Versioning, tags, default encryption and CORS of a bucket. Encryption is kept without effect here. */
final class BucketSettings implements S3Client, Operations {
    private static final ServerSideEncryptionConfiguration DEFAULT_ENCRYPTION =
            ServerSideEncryptionConfiguration.builder()
                    .rules(ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(rule -> rule.sseAlgorithm(ServerSideEncryption.AES256))
                            .bucketKeyEnabled(false)
                            .build())
                    .build();

    private static final List<String> CORS_METHODS = List.of("GET", "PUT", "HEAD", "POST", "DELETE");

    private final Store store;

    BucketSettings(Store store) {
        this.store = store;
    }

    @Override
    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest r) {
        return GetBucketVersioningResponse.builder()
                .status(settings(r.bucket(), r.expectedBucketOwner()).versioning())
                .build();
    }

    @Override
    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        BucketVersioningStatus status = r.versioningConfiguration() == null
                ? null
                : r.versioningConfiguration().status();
        if (status == BucketVersioningStatus.UNKNOWN_TO_SDK_VERSION) {
            throw S3Errors.malformedXml();
        }
        if (status == null) {
            throw S3Errors.of(
                    "IllegalVersioningConfigurationException", 400, "The Versioning element must be specified");
        }
        if (r.versioningConfiguration().mfaDelete() == MFADelete.ENABLED) {
            throw new Unsupported("s3: MFA delete");
        }
        synchronized (bucket) {
            bucket.settings().versioning(status);
        }
        return PutBucketVersioningResponse.builder().build();
    }

    @Override
    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest r) {
        Map<String, String> tags = settings(r.bucket(), r.expectedBucketOwner()).tags();
        if (tags.isEmpty()) {
            throw missing("NoSuchTagSet", "The TagSet does not exist");
        }
        return GetBucketTaggingResponse.builder().tagSet(Tags.list(tags)).build();
    }

    @Override
    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest r) {
        Settings settings = settings(r.bucket(), r.expectedBucketOwner());
        if (r.tagging() == null || !r.tagging().hasTagSet()) {
            throw S3Errors.malformedXml();
        }
        settings.tags(Tags.ofBucket(r.tagging().tagSet(), settings.tags()));
        return PutBucketTaggingResponse.builder().build();
    }

    @Override
    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest r) {
        Settings settings = settings(r.bucket(), r.expectedBucketOwner());
        Tags.requireSystem(settings.tags(), Map.of());
        settings.tags(Map.of());
        return DeleteBucketTaggingResponse.builder().build();
    }

    @Override
    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest r) {
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(settings(r.bucket(), r.expectedBucketOwner())
                        .document(ServerSideEncryptionConfiguration.class)
                        .orElse(DEFAULT_ENCRYPTION))
                .build();
    }

    @Override
    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        ServerSideEncryptionConfiguration configuration = r.serverSideEncryptionConfiguration();
        if (configuration == null
                || configuration.rules().size() != 1
                || configuration.rules().get(0).applyServerSideEncryptionByDefault() == null) {
            throw S3Errors.malformedXml();
        }
        var rule = configuration.rules().get(0).applyServerSideEncryptionByDefault();
        switch (rule.sseAlgorithm() == null ? ServerSideEncryption.UNKNOWN_TO_SDK_VERSION : rule.sseAlgorithm()) {
            case AES256 -> {
                if (rule.kmsMasterKeyID() != null) {
                    throw S3Errors.invalidArgument("a KMSMasterKeyID is not applicable if the default sse algorithm is"
                            + " not aws:kms or aws:kms:dsse");
                }
            }
            case AWS_KMS -> Encryption.checkKey(rule.kmsMasterKeyID(), store.place());
            case UNKNOWN_TO_SDK_VERSION -> throw S3Errors.malformedXml();
            default -> throw new Unsupported("s3: server-side encryption with " + rule.sseAlgorithmAsString());
        }
        bucket.settings().document(ServerSideEncryptionConfiguration.class, configuration);
        store.inert(bucket, "ServerSideEncryptionConfiguration");
        return PutBucketEncryptionResponse.builder().build();
    }

    @Override
    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest r) {
        settings(r.bucket(), r.expectedBucketOwner()).removeDocument(ServerSideEncryptionConfiguration.class);
        return DeleteBucketEncryptionResponse.builder().build();
    }

    @Override
    public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest r) {
        return GetBucketCorsResponse.builder()
                .corsRules(settings(r.bucket(), r.expectedBucketOwner())
                        .document(CORSConfiguration.class)
                        .orElseThrow(() -> missing("NoSuchCORSConfiguration", "The CORS configuration does not exist"))
                        .corsRules())
                .build();
    }

    @Override
    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest r) {
        Bucket bucket = store.bucket(r.bucket(), r.expectedBucketOwner());
        CORSConfiguration configuration = r.corsConfiguration();
        if (configuration == null
                || configuration.corsRules().isEmpty()
                || configuration.corsRules().size() > 100) {
            throw S3Errors.malformedXml();
        }
        configuration.corsRules().forEach(BucketSettings::checkCors);
        bucket.settings().document(CORSConfiguration.class, configuration);
        return PutBucketCorsResponse.builder().build();
    }

    @Override
    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest r) {
        settings(r.bucket(), r.expectedBucketOwner()).removeDocument(CORSConfiguration.class);
        return DeleteBucketCorsResponse.builder().build();
    }

    static AwsServiceException missing(String code, String message) {
        return S3Errors.of(code, 404, message);
    }

    private static void checkCors(CORSRule rule) {
        if (rule.allowedMethods().isEmpty() || rule.allowedOrigins().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        for (String method : rule.allowedMethods()) {
            if (!CORS_METHODS.contains(method)) {
                throw S3Errors.invalidRequest(
                        "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
            }
        }
        for (String origin : rule.allowedOrigins()) {
            if (origin.indexOf('*') != origin.lastIndexOf('*')) {
                throw S3Errors.invalidRequest("AllowedOrigin \"" + origin + "\" can not have more than one wildcard.");
            }
        }
    }

    private Settings settings(String bucket, String expectedOwner) {
        return store.bucket(bucket, expectedOwner).settings();
    }
}
