package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.template.Capabilities;
import ateliers.cloud.template.Template;
import ateliers.cloud.template.TemplateCheck;
import ateliers.cloud.template.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** Templates of stacks, and templates alone. */
final class TemplateActions implements CloudFormationClient, Operations {
    private final Stacks stacks;
    private final Templates templates;
    private final ChangeSetActions changeSets;

    TemplateActions(Stacks stacks, Templates templates, ChangeSetActions changeSets) {
        this.stacks = stacks;
        this.templates = templates;
        this.changeSets = changeSets;
    }

    @Override
    public GetTemplateResponse getTemplate(GetTemplateRequest request) {
        RequestCheck.oneOf(request.templateStageAsString(), TemplateStage.values(), "templateStage");
        if (request.stackName() == null && request.changeSetName() == null) {
            throw CfnErrors.validation("StackName is required if ChangeSetName is not specified.");
        }
        if (request.stackName() == null && !request.changeSetName().startsWith("arn:")) {
            throw CfnErrors.validation("StackName is a required parameter.");
        }
        PreparedTemplate prepared = request.changeSetName() != null
                ? changeSets.find(request.changeSetName(), request.stackName()).prepared()
                : stacks.named(request.stackName()).prepared();
        boolean processed = request.templateStage() == TemplateStage.PROCESSED;
        return GetTemplateResponse.builder()
                .templateBody(
                        processed && !prepared.transforms().isEmpty()
                                ? prepared.processed().root().toString()
                                : prepared.body())
                .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
                .build();
    }

    @Override
    public ValidateTemplateResponse validateTemplate(ValidateTemplateRequest request) {
        Template template = read(request.templateBody(), request.templateURL());
        List<String> transforms = Macros.names(template.root());
        refuse(template, transforms);
        Capabilities needed = Capabilities.of(template.root());
        List<String> capabilities = new ArrayList<>(needed.required());
        if (!transforms.isEmpty()) {
            capabilities.add("CAPABILITY_AUTO_EXPAND");
        }
        return ValidateTemplateResponse.builder()
                .parameters(StackViews.templateParameters(template))
                .description(template.root().path("Description").asText(null))
                .capabilitiesWithStrings(capabilities)
                .capabilitiesReason(needed.reason().isEmpty() ? null : needed.reason())
                .declaredTransforms(transforms)
                .build();
    }

    @Override
    public GetTemplateSummaryResponse getTemplateSummary(GetTemplateSummaryRequest request) {
        if (request.stackName() != null && (request.templateBody() != null || request.templateURL() != null)) {
            throw CfnErrors.validation("You must specify only one of StackName, TemplateBody or TemplateURL.");
        }
        if (request.stackName() != null
                && stacks.named(request.stackName()).status().equals("REVIEW_IN_PROGRESS")) {
            throw CfnErrors.validation("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.");
        }
        Template template = request.stackName() == null
                ? read(request.templateBody(), request.templateURL())
                : templates.read(stacks.named(request.stackName()).prepared().body(), true);
        List<String> transforms = Macros.names(template.root());
        refuse(template, transforms);
        Capabilities needed = Capabilities.of(template.root());
        List<String> types = new ArrayList<>();
        template.root().path("Resources").forEach(each -> {
            if (each.path("Type").isTextual()) { // a loop or an included snippet says none
                types.add(each.get("Type").textValue());
            }
        });
        return GetTemplateSummaryResponse.builder()
                .parameters(StackViews.declarations(template))
                .description(template.root().path("Description").asText(null))
                .capabilitiesWithStrings(needed.required())
                .capabilitiesReason(needed.reason().isEmpty() ? null : needed.reason())
                .resourceTypes(types)
                .version(template.root().path("AWSTemplateFormatVersion").asText(null))
                .metadata(
                        template.root().path("Metadata").isObject()
                                ? template.root().get("Metadata").toString()
                                : null)
                .declaredTransforms(transforms)
                .build();
    }

    /** A template with transforms is only checked once it is transformed, which these operations do not do. */
    private static void refuse(Template template, List<String> transforms) {
        List<TemplateProblem> refusals = transforms.isEmpty() ? TemplateCheck.refusals(template) : List.of();
        if (!refusals.isEmpty()) {
            throw CfnErrors.validation(refusals.get(0).message());
        }
    }

    private Template read(String body, String url) {
        return templates.read(templates.text(body, url, CallContext.caller()), url != null);
    }
}
