package ateliers.cloud.services.s3;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.traits.WireTraits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Makes Amazon S3 for a cloud. */
public final class S3Service implements ServiceModule {
    private static final String ARN = "arn:aws:s3:::";

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Store store = new Store(cloud);
        return List.of(AwsService.of("s3", S3Client.class)
                .operations(new S3(store))
                .rows(new S3Rows(store)::declare)
                .members(S3Members::declare)
                .wire(wire())
                .resourcePolicy(resource -> policy(store, resource))
                .denied(S3Errors::denied)
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .rest(new S3Rest())
                .xmlNamespace(S3Rest.NAMESPACE)
                .success(204, S3Rest::isNoContent)
                .anonymous(operation -> true)
                .clockSkew(Duration.ofMinutes(15));
    }

    /** The policy of the bucket that the resource is or is in. */
    private static Optional<String> policy(Store store, String resourceArn) {
        if (!resourceArn.startsWith(ARN)) {
            return Optional.empty();
        }
        String name = resourceArn.substring(ARN.length()).split("/", 2)[0];
        return store.buckets()
                .lookUp(name)
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
}
