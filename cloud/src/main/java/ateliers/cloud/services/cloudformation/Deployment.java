package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.cloudformation.provision.AlreadyExists;
import ateliers.cloud.services.cloudformation.provision.Answers;
import ateliers.cloud.services.cloudformation.provision.Physical;
import ateliers.cloud.services.cloudformation.provision.Provisioner;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import ateliers.cloud.services.cloudformation.provision.ResourceCall;
import ateliers.cloud.services.cloudformation.provision.ResourceFailed;
import ateliers.cloud.template.DynamicReferenceCheck;
import ateliers.cloud.template.Evaluator;
import ateliers.cloud.template.PropertiesCheck;
import ateliers.cloud.template.ResourceDeclaration;
import ateliers.cloud.template.ResourceSchemas;
import ateliers.cloud.template.TemplateProblem;
import ateliers.cloud.template.TemplateValidationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** What all stack operations do to resources: evaluate, hold against the schema, provision, tell. */
final class Deployment {

    /** A resource operation that failed, with the reason that its event shows. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String made;

        Failed(String reason) {
            this(reason, "");
        }

        /** @param made the physical id of what is there all the same */
        Failed(String reason, String made) {
            super(reason);
            this.made = made;
        }

        String made() {
            return made;
        }
    }

    private final ServiceContext cloud;
    private final Provisioners provisioners;
    private final Stacks stacks;
    private final Stack stack;
    private final Principal principal;
    private final Map<String, JsonNode> pseudo;
    private final Answers answers;

    Deployment(
            ServiceContext cloud,
            Provisioners provisioners,
            Stacks stacks,
            Stack stack,
            Principal principal,
            Map<String, JsonNode> pseudo,
            Answers answers) {
        this.answers = answers;
        this.cloud = cloud;
        this.provisioners = provisioners;
        this.stacks = stacks;
        this.stack = stack;
        this.principal = principal;
        this.pseudo = pseudo;
    }

    Stack stack() {
        return stack;
    }

    /** The properties of a resource, all functions evaluated; fitting the schema. */
    ObjectNode evaluate(ResourceDeclaration resource) throws Failed {
        try {
            ObjectNode properties = (ObjectNode) evaluator().evaluate(resource.properties());
            DynamicReferenceCheck.refuse(resource.type(), properties);
            List<PropertiesCheck.Violation> violations = PropertiesCheck.violations(
                    ResourceSchemas.extract().find(resource.type()).orElseThrow(), properties);
            if (!violations.isEmpty()) {
                throw new Failed(PropertiesCheck.reason(resource.logicalId(), violations));
            }
            return properties;
        } catch (Unsupported e) {
            throw lacking(e);
        } catch (TemplateValidationException e) {
            throw new Failed(e.getMessage());
        }
    }

    /** Before all resources: what the template imports is there, and its resources will have the attributes it asks for. */
    void requireReferences() throws Failed {
        for (String name : stack.prepared().definition().imports()) {
            if (stacks.export(name).isEmpty()) {
                throw new Failed("No export named " + name + " found.");
            }
        }
        Map<String, ResourceDeclaration> resources =
                stack.prepared().definition().resources();
        for (Map.Entry<String, Set<String>> each :
                stack.prepared().definition().attributes().entrySet()) {
            ResourceDeclaration owner = resources.get(each.getKey());
            Set<String> absent =
                    owner == null ? Set.of() : provisioners.of(owner.type()).absentAttributes(owner.foreseen());
            for (String attribute : each.getValue()) {
                if (absent.contains(attribute)) {
                    throw new Failed("Attribute '" + attribute + "' does not exist");
                }
            }
        }
    }

    private Evaluator evaluator() {
        return new Evaluator(new StackScope(stack, stack.prepared().definition(), pseudo, stacks));
    }

    /** Makes a resource; its events included. */
    StackResource create(ResourceDeclaration declared, ObjectNode properties) throws Failed {
        StackResource resource = blank(declared, properties);
        Provisioner provisioner = provisioners.of(declared.type());
        noteInert(declared);
        Physical physical = attempt(() -> provisioner.create(resolved(resource, Map.of())));
        stack.hide(physical.hidden());
        return resource.withPhysical(physical.id(), physical.attributes());
    }

    /** Whether an update has nothing to do to a resource. */
    boolean unchanged(StackResource before, ObjectNode properties) {
        boolean sameTags = before.stackTags().equals(stack.settings().tags())
                || !provisioners.of(before.type()).actedUpon().contains("Tags");
        return sameTags
                && properties.equals(before.properties())
                && !provisioners.of(before.type()).askedByEachUpdate();
    }

    StackResource update(StackResource before, ResourceDeclaration declared, ObjectNode properties) throws Failed {
        StackResource after = blank(declared, properties).withPhysical(before.physicalId(), before.attributes());
        Provisioner provisioner = provisioners.of(declared.type());
        noteInert(declared);
        Physical physical =
                attempt(() -> new AliasDeployment(cloud, stacks, evaluator().evaluate(declared.aliasUpdates()))
                        .update(
                                stack,
                                provisioner,
                                resolved(after, before.stackTags()),
                                references().resolve(before.properties())));
        stack.hide(physical.hidden());
        return after.withPhysical(physical.id(), physical.attributes());
    }

    /** Deletes a resource; that it is gone already is no error. */
    void delete(StackResource resource) throws Failed {
        attempt(() -> {
            try {
                provisioners.of(resource.type()).delete(call(resource, resource.stackTags(), resource.properties()));
            } catch (AwsServiceException e) {
                if (!isMissing(e)) {
                    throw e;
                }
            }
            return null;
        });
    }

    private static boolean isMissing(AwsServiceException e) {
        String code = AwsErrors.code(e);
        return e.statusCode() == 404
                || code.contains("NotFound")
                || code.contains("NoSuch")
                || code.contains("NonExistent");
    }

    StackResource blank(ResourceDeclaration declared, ObjectNode properties) {
        return new StackResource(
                declared.logicalId(),
                declared.type(),
                "",
                "",
                "",
                cloud.clock().instant(),
                Map.of(),
                properties == null ? JsonNodeFactory.instance.objectNode() : properties,
                stack.settings().tags(),
                declared.dependencies(),
                declared.deletionPolicy());
    }

    /** The outputs of the stack's template. */
    List<Output> outputs() throws Failed {
        Evaluator evaluator = evaluator();
        try {
            List<Output> outputs = stack.prepared().definition().outputs().entrySet().stream()
                    .map(each -> {
                        JsonNode output = each.getValue();
                        JsonNode export =
                                evaluator.evaluate(output.path("Export").path("Name"));
                        JsonNode value = evaluator.evaluate(output.get("Value"));
                        if (!value.isValueNode()) {
                            throw new TemplateValidationException(List.of(new TemplateProblem(
                                    each.getKey(),
                                    0,
                                    "Template format error: Output " + each.getKey() + " is malformed. The Value field"
                                            + " of every Outputs member must evaluate to a String.")));
                        }
                        return Output.builder()
                                .outputKey(each.getKey())
                                .outputValue(value.asText())
                                .description(output.path("Description").asText(null))
                                .exportName(export.isMissingNode() ? null : export.asText())
                                .build();
                    })
                    .peek(this::refuseTakenExport)
                    .toList();
            refuseChangedExports(outputs);
            return outputs;
        } catch (Unsupported e) {
            throw lacking(e);
        } catch (TemplateValidationException e) {
            throw new Failed(e.getMessage());
        }
    }

    /** What other stacks import stays as it is. */
    private void refuseChangedExports(List<Output> outputs) throws Failed {
        for (Output old : stack.outputs()) {
            List<String> users = old.exportName() == null ? List.of() : stacks.importers(old.exportName());
            Optional<Output> now = outputs.stream()
                    .filter(each -> old.exportName() != null && old.exportName().equals(each.exportName()))
                    .findFirst();
            boolean same = now.map(Output::outputValue)
                    .filter(old.outputValue()::equals)
                    .isPresent();
            if (!users.isEmpty() && !same) {
                throw new Failed("Export " + old.exportName() + " cannot be "
                        + (now.isPresent() ? "updated" : "deleted") + " as it is in use by "
                        + String.join(", ", users));
            }
        }
    }

    private void refuseTakenExport(Output output) {
        Optional<Stacks.Exported> other = output.exportName() == null
                ? Optional.empty()
                : stacks.export(output.exportName())
                        .filter(each -> !each.stackId().equals(stack.id()));
        if (other.isPresent()) {
            String owner = other.get().stackId().replaceAll(".*:stack/|/[^/]*$", "");
            throw new TemplateValidationException(List.of(new TemplateProblem(
                    output.outputKey(),
                    0,
                    "Export with name " + output.exportName() + " is already exported by stack " + owner
                            + ". Rename the export and try again.")));
        }
    }

    /** To make or change a resource: its dynamic references mean something then. */
    private ResourceCall resolved(StackResource resource, Map<String, String> tagsBefore) {
        return call(resource, tagsBefore, references().resolve(resource.properties()));
    }

    private ResourceCall call(StackResource resource, Map<String, String> tagsBefore, ObjectNode properties) {
        Map<String, String> system = Map.of(
                "aws:cloudformation:stack-name", stack.name(),
                "aws:cloudformation:stack-id", stack.id(),
                "aws:cloudformation:logical-id", resource.logicalId());
        return new ResourceCall(
                cloud.door(),
                cloud.place(),
                principal,
                stack.name(),
                resource.logicalId(),
                resource.type(),
                answers,
                new StackFamily(stack, stacks),
                this::settle,
                resource.physicalId(),
                resource.attributes(),
                properties,
                new ResourceCall.StackTags(stack.settings().tags(), tagsBefore, system));
    }

    /** It began a moment ago at most, and takes no longer. */
    private void settle() {
        if (!cloud.settling().isZero()) {
            cloud.clock().parking().park(cloud.settling());
        }
    }

    private DynamicReferences references() {
        return new DynamicReferences(cloud.door(), principal);
    }

    private interface Attempt {
        Physical run();
    }

    /** The stack's events tell reasons as text: the journal knows this one for a gap. */
    private Failed lacking(Unsupported e) {
        cloud.notes("cloudformation").gap(stack.status(), stack.id(), e);
        return new Failed(AwsErrors.message(e));
    }

    private Physical attempt(Attempt attempt) throws Failed {
        try {
            return attempt.run();
        } catch (Unsupported e) {
            throw lacking(e);
        } catch (AwsServiceException e) {
            throw new Failed("Resource handler returned message: \"" + AwsErrors.message(e) + " (Service: "
                    + service(e) + ", Status Code: " + e.statusCode() + ", Request ID: " + e.requestId()
                    + ")\" (RequestToken: " + UUID.randomUUID() + ", HandlerErrorCode: " + handlerCode(e) + ")");
        } catch (AlreadyExists e) {
            throw new Failed("Resource handler returned message: \"" + e.getMessage() + "\" (RequestToken: "
                    + UUID.randomUUID() + ", HandlerErrorCode: AlreadyExists)");
        } catch (ResourceFailed e) {
            throw new Failed(e.getMessage(), e.made());
        } catch (SdkException | IllegalArgumentException e) {
            throw new Failed("Resource handler returned message: \"" + e.getMessage() + "\" (RequestToken: "
                    + UUID.randomUUID() + ", HandlerErrorCode: InvalidRequest)");
        }
    }

    /** As {@code Sqs} or {@code ApiGatewayV2}: the SDK's exceptions of a service extend one that is named after it. */
    private static String service(AwsServiceException e) {
        Class<?> type = e.getClass();
        while (type != AwsServiceException.class && type.getSuperclass() != AwsServiceException.class) {
            type = type.getSuperclass();
        }
        return type == AwsServiceException.class ? "AWS" : type.getSimpleName().replaceFirst("Exception$", "");
    }

    private static String handlerCode(AwsServiceException e) {
        String code = AwsErrors.code(e);
        if (e.statusCode() == 403 || code.startsWith("AccessDenied")) {
            return "AccessDenied";
        } else if (isMissing(e)) {
            return "NotFound";
        } else if (code.startsWith("LimitExceeded")) {
            return "ServiceLimitExceeded";
        } else if (code.equals("BucketNotEmpty")) {
            return "GeneralServiceException";
        } else if (e.statusCode() == 409 || code.contains("AlreadyExists") || code.contains("Conflict")) {
            return "AlreadyExists";
        }
        return e.statusCode() >= 500 ? "ServiceInternalError" : "InvalidRequest";
    }

    /** What AWS has against a template before it makes anything of it. */
    List<EarlyValidation.Finding> findings(PreparedTemplate next) {
        return new EarlyValidation(provisioners)
                .of(stack, next, each -> call(blank(each, each.foreseen()), Map.of(), each.foreseen()));
    }

    /** Tells the journal what a failed resource may have needed, and would on AWS have met by luck only. */
    void noteRace(CreationOrder order, String failed, String why) {
        Set<String> made = stack.resources().stream()
                .filter(each -> List.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(each.status()))
                .map(StackResource::logicalId)
                .collect(Collectors.toSet());
        order.missed(failed, made, why)
                .forEach(missed -> cloud.notes("cloudformation").by(principal).raced(failed, missed));
    }

    private void noteInert(ResourceDeclaration declared) {
        List<String> inert = new ArrayList<>(provisioners.inert(declared));
        if (!provisioners.of(declared.type()).takesSystemTags()
                && ResourceSchemas.extract()
                        .find(declared.type())
                        .orElseThrow()
                        .properties()
                        .containsKey("Tags")) {
            inert.add("The tags aws:cloudformation:*");
        }
        for (String property : inert) {
            cloud.notes("cloudformation")
                    .by(principal)
                    .inert(
                            declared.type(),
                            stack.name() + "/" + declared.logicalId(),
                            property + " has no effect in this cloud");
        }
    }
}
