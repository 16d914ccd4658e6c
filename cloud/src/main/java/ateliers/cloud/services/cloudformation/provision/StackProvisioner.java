package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.AwsErrors;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * {@code AWS::CloudFormation::Stack}: a stack of its own, from a template in S3. Whoever makes it must be allowed what
 * making it by hand takes.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html">AWS::CloudFormation::Stack</a>
 */
public final class StackProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 128;
    private static final String UNCHANGED = "No updates are to be performed.";

    @Override
    public String type() {
        return "AWS::CloudFormation::Stack";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Parameters", "Tags", "TemplateURL", "TimeoutInMinutes");
    }

    @Override
    public boolean takesSystemTags() {
        return false;
    }

    /** The template at the same place may be another one by now. */
    @Override
    public boolean askedByEachUpdate() {
        return true;
    }

    @Override
    public Physical create(ResourceCall call) {
        String id;
        try {
            id = call.client(CloudFormationClient.class)
                    .createStack(r -> r.stackName(call.generatedName(LONGEST_NAME))
                            .templateURL(call.text("TemplateURL"))
                            .parameters(parameters(call))
                            .tags(tags(call))
                            .capabilitiesWithStrings(call.nested().capabilities())
                            .timeoutInMinutes(
                                    call.has("TimeoutInMinutes")
                                            ? Integer.valueOf(call.text("TimeoutInMinutes"))
                                            : null)
                            // The stack around it takes it away, or leaves it where it leaves all.
                            .onFailure(OnFailure.DO_NOTHING))
                    .stackId();
        } catch (CloudFormationException e) {
            throw refused(e);
        }
        call.nested().adopt(id);
        NestedStacks.Settled settled = call.nested().await(id);
        if (!settled.status().equals("CREATE_COMPLETE")) {
            throw new ResourceFailed("Embedded stack " + id + " was not successfully created: " + settled.reason(), id);
        }
        return physical(id, settled);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        String id = call.physicalId();
        if (call.nested().restored(id)) {
            return physical(id, call.nested().await(id));
        }
        try {
            call.client(CloudFormationClient.class)
                    .updateStack(r -> r.stackName(id)
                            .templateURL(call.text("TemplateURL"))
                            .parameters(parameters(call))
                            .tags(tags(call))
                            .capabilitiesWithStrings(call.nested().capabilities()));
        } catch (CloudFormationException e) {
            if (!AwsErrors.message(e).equals(UNCHANGED)) {
                throw refused(e);
            }
            return physical(id, call.nested().await(id));
        }
        NestedStacks.Settled settled = call.nested().await(id);
        if (!settled.status().equals("UPDATE_COMPLETE")) {
            throw new ResourceFailed("Embedded stack " + id
                    + " was not successfully updated. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: "
                    + settled.reason());
        }
        return physical(id, settled);
    }

    @Override
    public void delete(ResourceCall call) {
        String id = call.physicalId();
        call.client(CloudFormationClient.class).deleteStack(r -> r.stackName(id));
        NestedStacks.Settled settled = call.nested().await(id);
        if (!settled.status().equals("DELETE_COMPLETE")) {
            throw new ResourceFailed("Embedded stack " + id + " was not successfully deleted: " + settled.reason());
        }
    }

    private static Physical physical(String id, NestedStacks.Settled settled) {
        Map<String, String> attributes = new LinkedHashMap<>();
        settled.outputs().forEach((key, value) -> attributes.put("Outputs." + key, value));
        return new Physical(id, attributes);
    }

    private static ResourceFailed refused(CloudFormationException e) {
        return new ResourceFailed(AwsErrors.message(e) + " (Service: AmazonCloudFormation; Status Code: "
                + e.statusCode() + "; Error Code: " + AwsErrors.code(e) + "; Request ID: " + e.requestId()
                + "; Proxy: null)");
    }

    private static List<Parameter> parameters(ResourceCall call) {
        return call.properties().path("Parameters").properties().stream()
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(each.getValue().asText())
                        .build())
                .toList();
    }

    private static List<Tag> tags(ResourceCall call) {
        return call.tags().entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }
}
