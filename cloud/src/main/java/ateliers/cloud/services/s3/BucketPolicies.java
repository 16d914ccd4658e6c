package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What S3 says of bucket policies beyond their grammar. */
final class BucketPolicies {
    private static final ObjectMapper JSON = Json.mapper();

    /** Condition keys of which a fixed value makes a statement non-public. */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceip",
            "aws:sourceowner",
            "aws:sourceaccount",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:userid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:x-amz-server-side-encryption-aws-kms-key-id");

    private BucketPolicies() {}

    /** Refuses resources that are not the bucket or in it. */
    static void checkResources(String document, String bucketArn) {
        for (JsonNode statement : statements(document)) {
            for (String name : List.of("Resource", "NotResource")) {
                for (String resource : texts(statement.path(name))) {
                    if (!resource.equals(bucketArn) && !resource.startsWith(bucketArn + "/")) {
                        throw S3Errors.of("MalformedPolicy", 400, "Policy has invalid resource");
                    }
                }
            }
            for (String action : texts(statement.path("Action"))) {
                if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("s3:")) {
                    throw S3Errors.of("MalformedPolicy", 400, "Policy has invalid action");
                }
            }
        }
    }

    /**
     * Whether a policy is public as
     * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">S3 means
     * it</a>: it allows something to everybody without a fixed condition.
     */
    static boolean isPublic(String document) {
        return statements(document).stream()
                .anyMatch(statement -> statement.path("Effect").asText().equals("Allow")
                        && isEverybody(statement)
                        && !isNarrowed(statement.path("Condition")));
    }

    private static boolean isEverybody(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.has("NotPrincipal")
                || texts(principal).contains("*")
                || texts(principal.path("AWS")).contains("*");
    }

    private static boolean isNarrowed(JsonNode condition) {
        for (JsonNode keys : condition) {
            for (Map.Entry<String, JsonNode> key : keys.properties()) {
                if (NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT))
                        && texts(key.getValue()).stream().allMatch(BucketPolicies::isFixed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isFixed(String value) {
        return !value.equals("*") && !value.contains("${") && !value.equals("0.0.0.0/0") && !value.equals("::/0");
    }

    private static List<JsonNode> statements(String document) {
        try {
            JsonNode statement = JSON.readTree(document).path("Statement");
            List<JsonNode> statements = new ArrayList<>();
            if (statement.isArray()) {
                statement.forEach(statements::add);
            } else {
                statements.add(statement);
            }
            return statements;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a policy that was parsed before", e);
        }
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        } else if (node.isArray()) {
            node.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}
