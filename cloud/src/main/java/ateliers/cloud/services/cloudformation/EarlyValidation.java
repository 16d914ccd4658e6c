package ateliers.cloud.services.cloudformation;

import ateliers.cloud.services.cloudformation.provision.Provisioner;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.services.cloudformation.provision.ResourceCall;
import ateliers.cloud.template.PropertiesCheck;
import ateliers.cloud.template.ResourceDeclaration;
import ateliers.cloud.template.ResourceSchemas;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What CloudFormation looks at before it makes anything: properties against their schemas, and names against what is
 * there already.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html">Validate
 *     stack deployments</a>
 */
final class EarlyValidation {

    /**
     * One finding.
     *
     * @param hook as a change set names it
     * @param name as events name it
     * @param path where in the template
     */
    record Finding(String hook, String name, String logicalId, String type, String reason, String path) {}

    /** Types of ours that AWS does not look at. */
    private static final Set<String> NOT_LOOKED_AT = Set.of(
            "AWS::ApiGatewayV2::Stage",
            "AWS::CloudFormation::CustomResource",
            "AWS::CloudFormation::WaitCondition",
            "AWS::CloudFormation::WaitConditionHandle",
            "AWS::CodeCommit::Repository",
            "AWS::IAM::AccessKey",
            "AWS::IAM::UserToGroupAddition");

    private final Provisioners provisioners;

    EarlyValidation(Provisioners provisioners) {
        this.provisioners = provisioners;
    }

    /**
     * All findings, in the template's order.
     *
     * @param calls to look for a resource, by its declaration
     */
    List<Finding> of(Stack stack, PreparedTemplate next, Function<ResourceDeclaration, ResourceCall> calls) {
        List<Finding> findings = new ArrayList<>();
        for (ResourceDeclaration each : next.definition().resources().values()) {
            if (!NOT_LOOKED_AT.contains(each.type()) && !each.type().startsWith("Custom::")) {
                ResourceSchemas.extract()
                        .find(each.type())
                        .ifPresent(schema -> PropertiesCheck.violations(schema, each.foreseen())
                                .forEach(violation -> findings.add(wrong(each, violation))));
                taken(stack, each, calls).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Finding wrong(ResourceDeclaration resource, PropertiesCheck.Violation violation) {
        StringBuilder path = new StringBuilder("/Resources/" + resource.logicalId() + "/Properties");
        violation.path().forEach(step -> path.append('/').append(step));
        return new Finding(
                "AWS::EarlyValidation::PropertyValidation",
                "PROPERTY_VALIDATION",
                resource.logicalId(),
                resource.type(),
                violation.early(),
                path.toString());
    }

    /** Of resources that are still to be made, or to be made anew under another name. */
    private Optional<Finding> taken(
            Stack stack, ResourceDeclaration resource, Function<ResourceDeclaration, ResourceCall> calls) {
        Provisioner provisioner = provisioners.of(resource.type());
        JsonNode name = resource.foreseen().path(provisioner.nameProperty());
        boolean kept = stack.resource(resource.logicalId())
                .filter(made -> !made.status().equals("DELETE_COMPLETE"))
                .filter(made ->
                        made.properties().path(provisioner.nameProperty()).equals(name))
                .isPresent();
        if (!name.isTextual() || kept) {
            return Optional.empty();
        }
        try {
            return provisioner
                    .existing(calls.apply(resource), name.textValue())
                    .map(identifier -> new Finding(
                            "AWS::EarlyValidation::ResourceExistenceCheck",
                            "NAME_CONFLICT_VALIDATION",
                            resource.logicalId(),
                            resource.type(),
                            "Resource of type '" + resource.type() + "' with identifier '" + identifier
                                    + "' already exists.",
                            "/Resources/" + resource.logicalId()));
        } catch (SdkException e) {
            return Optional.empty(); // it is not there, or the caller may not look
        }
    }
}
