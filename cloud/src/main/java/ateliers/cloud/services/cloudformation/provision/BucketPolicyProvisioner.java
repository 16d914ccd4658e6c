package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code AWS::S3::BucketPolicy}. */
public final class BucketPolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::S3::BucketPolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("Bucket");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Bucket", "PolicyDocument");
    }

    @Override
    public Physical create(ResourceCall call) {
        call.client(S3Client.class)
                .putBucketPolicy(
                        request -> request.bucket(call.text("Bucket")).policy(call.document("PolicyDocument")));
        return Physical.of(call.text("Bucket"));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return create(call);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(S3Client.class).deleteBucketPolicy(request -> request.bucket(call.physicalId()));
    }
}
