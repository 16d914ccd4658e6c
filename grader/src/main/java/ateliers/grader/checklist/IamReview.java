package ateliers.grader.checklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Reads the policies of a stack's roles through IAM, and says which grant more than a lab allows. */
public final class IamReview {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FREE_SERVICES = Set.of("logs", "xray");
    /** Actions of the labs' services that IAM knows no resource for. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "cloudwatch:putmetricdata",
            "s3:listallmybuckets",
            "sqs:listqueues",
            "sns:listtopics",
            "sts:getcalleridentity",
            "lambda:listfunctions",
            "lambda:listeventsourcemappings",
            "ses:getsendquota");

    private final Stack stack;
    private final List<String> excesses = new ArrayList<>();

    private IamReview(Stack stack) {
        this.stack = stack;
    }

    /** What grants too much, each as a French phrase naming resource and statement; empty when all is well. */
    public static List<String> excesses(Stack stack) {
        IamReview review = new IamReview(stack);
        stack.aws()
                .cloudFormation()
                .listStackResourcesPaginator(r -> r.stackName(stack.name()))
                .stackResourceSummaries()
                .forEach(review::resource);
        return List.copyOf(review.excesses);
    }

    private void resource(StackResourceSummary resource) {
        if (resource.resourceType().equals("AWS::IAM::Role")) {
            role(resource.logicalResourceId(), resource.physicalResourceId());
        } else if (resource.resourceType().equals("AWS::IAM::ManagedPolicy")) {
            managed(resource.logicalResourceId(), resource.physicalResourceId());
        }
    }

    private void role(String id, String name) {
        var iam = stack.aws().iam();
        for (String policy : iam.listRolePolicies(r -> r.roleName(name)).policyNames()) {
            String document =
                    iam.getRolePolicy(r -> r.roleName(name).policyName(policy)).policyDocument();
            document("%s, politique %s".formatted(id, policy), document);
        }
        iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies().forEach(attached -> {
            String policy = attached.policyName();
            if (policy.endsWith("FullAccess")
                    || policy.equals("AdministratorAccess")
                    || policy.equals("PowerUserAccess")) {
                excesses.add("%s : la politique gérée %s".formatted(id, policy));
            }
        });
    }

    private void managed(String id, String arn) {
        var iam = stack.aws().iam();
        String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
        document(
                id,
                iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version))
                        .policyVersion()
                        .document());
    }

    private void document(String where, String encoded) {
        try {
            JsonNode statements = JSON.readTree(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
                    .path("Statement");
            for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
                if (statement.path("Effect").asText().equals("Allow")) {
                    statement(where, statement);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("IAM answered a policy that is no JSON", e);
        }
    }

    private void statement(String where, JsonNode statement) {
        if (statement.has("NotAction")) {
            excesses.add("%s : NotAction autorise presque tout".formatted(where));
        }
        List<String> actions = texts(statement.path("Action"));
        actions.stream()
                .filter(action -> action.equals("*") || action.matches("[^:]+:\\*+"))
                .forEach(action -> excesses.add("%s : Action %s".formatted(where, action)));
        if (texts(statement.path("Resource")).contains("*") || statement.has("NotResource")) {
            actions.stream()
                    .map(action -> action.toLowerCase(Locale.ROOT))
                    .filter(action ->
                            !FREE_SERVICES.contains(action.split(":")[0]) && !WITHOUT_RESOURCE.contains(action))
                    .forEach(action -> excesses.add("%s : Resource * pour %s".formatted(where, action)));
        }
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .map(i -> node.get(i).asText())
                        .toList()
                : node.isMissingNode() ? List.of() : List.of(node.asText());
    }
}
