package ateliers.cloud.services.logs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
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
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PolicyScope;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/**
 * The policies of an account that let other services write to its log groups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html">PutResourcePolicy</a>
 */
final class ResourcePolicies implements CloudWatchLogsClient, Operations {
    private static final int MOST = 10;
    private static final int LONGEST = 5120;
    private static final ObjectMapper JSON = Json.mapper();

    private final Map<String, ResourcePolicy> byName = new ConcurrentSkipListMap<>();
    private final CloudClock clock;
    private volatile String merged;

    ResourcePolicies(CloudClock clock) {
        this.clock = clock;
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        lacking(request.resourceArn(), request.expectedRevisionId());
        String document = request.policyDocument();
        Checks.constraints()
                .present("policyName", request.policyName())
                .length("policyName", request.policyName(), 1, Integer.MAX_VALUE)
                .present("policyDocument", document)
                .length("policyDocument", document, 1, LONGEST)
                .require();
        try {
            Policy.parse(document, PolicyKind.RESOURCE);
        } catch (MalformedPolicyException e) {
            throw LogsErrors.invalid("Policy is malformed: " + e.getMessage());
        }
        ResourcePolicy policy = ResourcePolicy.builder()
                .policyName(request.policyName())
                .policyDocument(document)
                .policyScope(PolicyScope.ACCOUNT)
                .lastUpdatedTime(clock.instant().toEpochMilli())
                .build();
        synchronized (byName) {
            if (byName.size() >= MOST && !byName.containsKey(policy.policyName())) {
                throw AwsErrors.of(
                        LimitExceededException.builder(), "LimitExceededException", 400, "Resource limit exceeded.");
            }
            byName.put(policy.policyName(), policy);
            merge();
        }
        return PutResourcePolicyResponse.builder().resourcePolicy(policy).build();
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
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
        return DeleteResourcePolicyResponse.builder().build();
    }

    @Override
    public DescribeResourcePoliciesResponse describeResourcePolicies(DescribeResourcePoliciesRequest request) {
        lacking(request.resourceArn(), null);
        if (request.policyScope() != null && request.policyScope() != PolicyScope.ACCOUNT) {
            throw new Unsupported("logs: policies of single log groups");
        }
        Paging.Page<ResourcePolicy> page =
                Checks.page(List.copyOf(byName.values()), request.nextToken(), request.limit(), 50);
        return DescribeResourcePoliciesResponse.builder()
                .resourcePolicies(page.items())
                .nextToken(page.next())
                .build();
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
