package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** {@code AWS::SES::ConfigurationSet}. */
public final class ConfigurationSetProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 64;

    @Override
    public String type() {
        return "AWS::SES::ConfigurationSet";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Name", "Tags");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.name("Name", LONGEST_NAME);
        call.client(SesV2Client.class)
                .createConfigurationSet(
                        request -> request.configurationSetName(name).tags(SesTags.of(call.allTags())));
        return Physical.of(name);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SesTags.change(call, before, call.place().arn("ses", "configuration-set/" + call.physicalId()));
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SesV2Client.class)
                .deleteConfigurationSet(request -> request.configurationSetName(call.physicalId()));
    }
}
