package ateliers.grader.checklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Role;

/** Reads the policies of a stack's roles and of its resources, and says which grant more than a lab allows. */
public final class IamReview {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "AWS::IAM::Role";
    private static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
    private static final String OF_AWS = "arn:aws:iam::aws:policy/";

    /** What SAM itself attaches, for logs, X-Ray, a VPC and each kind of event source. */
    private static final Set<String> ADDED_BY_SAM = Set.of(
            "AWSLambdaBasicExecutionRole",
            "AWSLambdaVPCAccessExecutionRole",
            "AWSLambdaSQSQueueExecutionRole",
            "AWSLambdaDynamoDBExecutionRole",
            "AWSLambdaKinesisExecutionRole",
            "AWSXrayWriteOnlyAccess",
            "AWSXRayDaemonWriteAccess");

    private final Stack stack;
    private final PolicyReview review;
    private final Set<String> read = new HashSet<>();
    private final List<String> excesses = new ArrayList<>();

    private IamReview(Stack stack, List<StackResourceSummary> resources) {
        this.stack = stack;
        this.review = new PolicyReview(
                new ForeignArns(
                        stack.region().id(),
                        stack.aws().sts().getCallerIdentity().account()),
                new OwnResources(resources.stream()
                        .collect(Collectors.groupingBy(
                                StackResourceSummary::resourceType,
                                Collectors.toMap(
                                        StackResourceSummary::logicalResourceId,
                                        StackResourceSummary::physicalResourceId,
                                        (first, second) -> first,
                                        LinkedHashMap::new)))),
                stack.template());
    }

    /** What grants too much, each as a French phrase naming role, statement, action and resource; empty when all is well. */
    public static List<String> excesses(Stack stack) {
        List<StackResourceSummary> resources = stack.resources().toList();
        IamReview review = new IamReview(stack, resources);
        resources.forEach(review::resource);
        return List.copyOf(review.excesses);
    }

    private void resource(StackResourceSummary resource) {
        if (resource.resourceType().equals(ROLE)) {
            role(resource.logicalResourceId(), resource.physicalResourceId());
        } else if (resource.resourceType().equals(MANAGED_POLICY)) {
            managed(resource.logicalResourceId(), "politique gérée", resource.physicalResourceId());
        } else {
            new ResourcePolicies(stack.aws())
                    .of(resource)
                    .ifPresent(held -> excesses.addAll(review.excessesOfResource(
                            resource.logicalResourceId(), held.resource(), json(held.document()))));
        }
    }

    private void role(String id, String name) {
        var iam = stack.aws().iam();
        Role role = iam.getRole(r -> r.roleName(name)).role();
        excesses.addAll(review.excessesOfTrust(id, role.arn(), decoded(role.assumeRolePolicyDocument())));
        for (String policy : iam.listRolePolicies(r -> r.roleName(name)).policyNames()) {
            String document =
                    iam.getRolePolicy(r -> r.roleName(name).policyName(policy)).policyDocument();
            excesses.addAll(review.excesses(id, "politique " + policy, decoded(document)));
        }
        iam.listAttachedRolePolicies(r -> r.roleName(name))
                .attachedPolicies()
                .forEach(attached -> attached(id, attached));
    }

    private void attached(String role, AttachedPolicy attached) {
        String name = attached.policyName();
        String where = "politique gérée " + name;
        if (!attached.policyArn().startsWith(OF_AWS)) {
            managed(role, where, attached.policyArn());
        } else if (name.endsWith("FullAccess")
                || name.equals("AdministratorAccess")
                || name.equals("PowerUserAccess")) {
            excesses.add(
                    ("%s, %s : elle permet presque tout ; écris à sa place les actions que le code appelle, sur les"
                                    + " ressources de la pile")
                            .formatted(role, where));
        } else if (!ADDED_BY_SAM.contains(name)) {
            // One phrase is enough for a policy that cannot be changed, only replaced.
            review.excessesOfAws("%s, %s".formatted(role, where), document(attached.policyArn())).stream()
                    .limit(1)
                    .forEach(excesses::add);
        }
    }

    /** A policy of the stack is met as a resource, and once for each role that it is attached to. */
    private void managed(String owner, String where, String arn) {
        if (read.add(arn)) {
            excesses.addAll(review.excesses(owner, where, document(arn)));
        }
    }

    private JsonNode document(String arn) {
        var iam = stack.aws().iam();
        String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
        return decoded(iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version))
                .policyVersion()
                .document());
    }

    /** IAM encodes the documents that it gives; services do not. */
    private static JsonNode decoded(String encoded) {
        return json(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private static JsonNode json(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("AWS answered a policy that is no JSON", e);
        }
    }
}
