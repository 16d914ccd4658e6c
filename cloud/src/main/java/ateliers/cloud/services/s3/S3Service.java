package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** S3 behind the door. */
final class S3Service implements AwsService<S3Client> {
    private static final String ARN = "arn:aws:s3:::";

    private final Store store;
    private final S3 implementation;

    S3Service(ServiceContext context) {
        this.store = new Store(context);
        this.implementation = new S3(store);
    }

    @Override
    public Class<S3Client> api() {
        return S3Client.class;
    }

    @Override
    public S3Client implementation() {
        return implementation;
    }

    @Override
    public void authorization(Rows rows) {
        new S3Rows(store).declare(rows);
    }

    @Override
    public void members(Members members) {
        S3Members.declare(members);
    }

    /** The policy of the bucket that the resource is or is in. */
    @Override
    public Optional<String> resourcePolicy(String resourceArn) {
        if (!resourceArn.startsWith(ARN)) {
            return Optional.empty();
        }
        String name = resourceArn.substring(ARN.length()).split("/", 2)[0];
        return store.buckets()
                .lookUp(name)
                .map(Bucket::settings)
                .flatMap(settings -> settings.policy().filter(document -> !isRestricted(settings, document)));
    }

    @Override
    public AwsServiceException denied(Need need, String message) {
        return S3Errors.denied(need, message);
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
}
