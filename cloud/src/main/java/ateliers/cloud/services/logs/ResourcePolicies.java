package ateliers.cloud.services.logs;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyScope;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/**
 * The policies of an account that let other services write to its log groups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
final class ResourcePolicies {
    private static final int MOST = 10;
    private static final int LONGEST = 5120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ResourcePolicy> byName = new ConcurrentSkipListMap<>();
    private volatile String merged;

    ResourcePolicy put(PutResourcePolicyRequest request, long now) {
        lacking(request.resourceArn(), request.expectedRevisionId());
        String document = request.policyDocument();
        if (request.policyName() == null || request.policyName().isEmpty()) {
            throw LogsErrors.constraint("null", "policyName", "not be null");
        }
        if (document == null || document.isEmpty() || document.length() > LONGEST) {
            throw LogsErrors.constraint(document, "policyDocument", "have length less than or equal to " + LONGEST);
        }
        try {
            Policy.parse(document, PolicyKind.RESOURCE);
        } catch (MalformedPolicyException e) {
            throw LogsErrors.invalid("Policy is malformed: " + e.getMessage());
        }
        ResourcePolicy policy = ResourcePolicy.builder()
                .policyName(request.policyName())
                .policyDocument(document)
                .policyScope(PolicyScope.ACCOUNT)
                .lastUpdatedTime(now)
                .build();
        synchronized (byName) {
            if (byName.size() >= MOST && !byName.containsKey(policy.policyName())) {
                throw AwsErrors.of(
                        LimitExceededException.builder(), "LimitExceededException", 400, "Resource limit exceeded.");
            }
            byName.put(policy.policyName(), policy);
            merge();
        }
        return policy;
    }

    void delete(DeleteResourcePolicyRequest request) {
        lacking(request.resourceArn(), request.expectedRevisionId());
        synchronized (byName) {
            if (request.policyName() == null || byName.remove(request.policyName()) == null) {
                throw AwsErrors.of(
                        ResourceNotFoundException.builder(),
                        "ResourceNotFoundException",
                        400,
                        "Policy with name [" + request.policyName() + "] does not exist.");
            }
            merge();
        }
    }

    Page<ResourcePolicy> describe(DescribeResourcePoliciesRequest request) {
        lacking(request.resourceArn(), null);
        if (request.policyScope() != null && request.policyScope() != PolicyScope.ACCOUNT) {
            throw new Unsupported("logs: policies of single log groups");
        }
        return Page.of(List.copyOf(byName.values()), request.nextToken(), request.limit(), 50);
    }

    private static void lacking(String resourceArn, String revision) {
        if (resourceArn != null || revision != null) {
            throw new Unsupported("logs: policies of single log groups");
        }
    }

    /** All of them in one; their resources tell what they are about. */
    Optional<String> all() {
        return Optional.ofNullable(merged);
    }

    private void merge() {
        ArrayNode statements = JSON.createArrayNode();
        for (ResourcePolicy policy : byName.values()) {
            JsonNode statement = read(policy.policyDocument()).path("Statement");
            if (statement.isArray()) {
                statement.forEach(statements::add);
            } else {
                statements.add(statement);
            }
        }
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.set("Statement", statements);
        merged = statements.isEmpty() ? null : document.toString();
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("it has been read before", e);
        }
    }
}
