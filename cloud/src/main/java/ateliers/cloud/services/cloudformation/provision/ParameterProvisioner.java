package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** {@code AWS::SSM::Parameter}. Its id is its name. */
public final class ParameterProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 1011;

    @Override
    public String type() {
        return "AWS::SSM::Parameter";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("AllowedPattern", "DataType", "Description", "Name", "Policies", "Tags", "Tier", "Type", "Value");
    }

    @Override
    public String nameProperty() {
        return "Name";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(SsmClient.class).getParameter(request -> request.name(name));
        return Optional.of(name);
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = name(call);
        call.client(SsmClient.class)
                .putParameter(put(call, name).tags(tags(call.allTags())).build());
        return physical(call, name);
    }

    /** AWS puts CFN where others have the stack's name. */
    private static String name(ResourceCall call) {
        if (call.has("Name")) {
            return call.text("Name");
        }
        String generated = call.generatedName(LONGEST_NAME);
        return "CFN-" + call.logicalId() + generated.substring(generated.lastIndexOf('-'));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SsmClient ssm = call.client(SsmClient.class);
        ssm.putParameter(put(call, call.physicalId()).overwrite(true).build());
        call.tagChange(before)
                .apply(
                        keys -> ssm.removeTagsFromResource(
                                request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                                        .resourceId(call.physicalId())
                                        .tagKeys(keys)),
                        set -> ssm.addTagsToResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                                .resourceId(call.physicalId())
                                .tags(tags(set))));
        return physical(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SsmClient.class).deleteParameter(request -> request.name(call.physicalId()));
    }

    private static PutParameterRequest.Builder put(ResourceCall call, String name) {
        return PutParameterRequest.builder()
                .name(name)
                .type(call.text("Type"))
                .value(call.text("Value"))
                .description(call.text("Description"))
                .allowedPattern(call.text("AllowedPattern"))
                .dataType(call.text("DataType"))
                .policies(call.text("Policies"))
                .tier(call.text("Tier"));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Physical physical(ResourceCall call, String name) {
        String arn = call.place().arn("ssm", "parameter" + (name.startsWith("/") ? name : "/" + name));
        return new Physical(name, Map.of("Arn", arn, "Type", call.text("Type"), "Value", call.text("Value")));
    }
}
