package ateliers.cloud.services.cloudformation;

import ateliers.cloud.template.ParameterValues;
import ateliers.cloud.template.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ParameterConstraints;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;

/** How stacks look in responses. */
final class StackViews {

    private static final String HIDDEN = "****";

    private StackViews() {}

    static software.amazon.awssdk.services.cloudformation.model.Stack stack(Stack stack) {
        StackSettings settings = stack.settings();
        return software.amazon.awssdk.services.cloudformation.model.Stack.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .parentId(stack.parentId().orElse(null))
                .rootId(stack.rootId().orElse(null))
                .description(
                        stack.prepared().processed().root().path("Description").asText(null))
                .parameters(parameters(stack.prepared().definition().parameters()))
                .creationTime(stack.created())
                .lastUpdatedTime(stack.updated().orElse(null))
                .deletionTime(stack.deleted().orElse(null))
                .timeoutInMinutes(stack.timeoutMinutes().orElse(null))
                .stackStatus(stack.status())
                .stackStatusReason(stack.reason().isEmpty() ? null : stack.reason())
                .disableRollback(settings.onFailure().equals("DO_NOTHING"))
                .notificationARNs(settings.notificationArns())
                .capabilitiesWithStrings(settings.capabilities())
                .outputs(stack.outputs())
                .roleARN(settings.roleArn())
                .tags(tags(settings.tags()))
                .changeSetId(stack.changeSetId().orElse(null))
                .enableTerminationProtection(settings.terminationProtection())
                .rollbackConfiguration(each -> each.rollbackTriggers(List.of()))
                .driftInformation(each -> each.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
                .build();
    }

    static StackSummary summary(Stack stack) {
        return StackSummary.builder()
                .stackId(stack.id())
                .stackName(stack.name())
                .parentId(stack.parentId().orElse(null))
                .rootId(stack.rootId().orElse(null))
                .templateDescription(
                        stack.prepared().processed().root().path("Description").asText(null))
                .creationTime(stack.created())
                .lastUpdatedTime(stack.updated().orElse(null))
                .deletionTime(stack.deleted().orElse(null))
                .stackStatus(stack.status())
                .stackStatusReason(stack.reason().isEmpty() ? null : stack.reason())
                .driftInformation(each -> each.stackDriftStatus(StackDriftStatus.NOT_CHECKED))
                .build();
    }

    static StackResourceSummary summary(StackResource resource) {
        return StackResourceSummary.builder()
                .logicalResourceId(resource.logicalId())
                .physicalResourceId(resource.physicalId())
                .resourceType(resource.type())
                .lastUpdatedTimestamp(resource.changed())
                .resourceStatus(resource.status())
                .resourceStatusReason(resource.reason().isEmpty() ? null : resource.reason())
                .driftInformation(each -> each.stackResourceDriftStatus(StackResourceDriftStatus.NOT_CHECKED))
                .build();
    }

    static List<Parameter> parameters(ParameterValues values) {
        return values.texts().entrySet().stream()
                .map(each -> Parameter.builder()
                        .parameterKey(each.getKey())
                        .parameterValue(values.hidden().contains(each.getKey()) ? HIDDEN : each.getValue())
                        .resolvedValue(
                                values.hidden().contains(each.getKey())
                                        ? null
                                        : values.stored().get(each.getKey()))
                        .build())
                .toList();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    static List<TemplateParameter> templateParameters(Template template) {
        List<TemplateParameter> parameters = new ArrayList<>();
        template.root()
                .path("Parameters")
                .properties()
                .forEach(each -> parameters.add(TemplateParameter.builder()
                        .parameterKey(each.getKey())
                        .defaultValue(each.getValue().path("Default").asText(null))
                        .noEcho(each.getValue().path("NoEcho").asBoolean(false))
                        .description(each.getValue().path("Description").asText(null))
                        .build()));
        return parameters;
    }

    static List<ParameterDeclaration> declarations(Template template) {
        List<ParameterDeclaration> parameters = new ArrayList<>();
        template.root().path("Parameters").properties().forEach(each -> {
            List<String> allowed = new ArrayList<>();
            each.getValue().path("AllowedValues").forEach(value -> allowed.add(value.asText()));
            JsonNode parameter = each.getValue();
            parameters.add(ParameterDeclaration.builder()
                    .parameterKey(each.getKey())
                    .parameterType(parameter.path("Type").asText(null))
                    .defaultValue(parameter.path("Default").asText(null))
                    .noEcho(parameter.path("NoEcho").asBoolean(false))
                    .description(parameter.path("Description").asText(null))
                    .parameterConstraints(ParameterConstraints.builder()
                            .allowedValues(allowed)
                            .build())
                    .build());
        });
        return parameters;
    }
}
