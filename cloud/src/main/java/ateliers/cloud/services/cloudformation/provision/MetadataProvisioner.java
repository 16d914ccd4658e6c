package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;

/**
 * {@code AWS::CDK::Metadata}, which the CDK puts into each template: it names the constructs that were used, and makes
 * nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html">Configure AWS CDK usage data reporting</a>
 */
public final class MetadataProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::CDK::Metadata";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of();
    }

    @Override
    public Set<String> inert() {
        return Set.of("Analytics", "Modules");
    }

    @Override
    public Physical create(ResourceCall call) {
        return Physical.of(UUID.randomUUID().toString());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        // Nothing was made.
    }
}
