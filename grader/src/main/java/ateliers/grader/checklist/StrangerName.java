package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.ResourceType;
import java.util.Map;
import java.util.Optional;

/**
 * A name that a policy's resource writes in full, and that nothing of the stack has: it is another stack's, or another account's.
 *
 * @param name as it is written, with the account where that is another
 */
record StrangerName(String name) {
    /** What a stack alone makes, by IAM's type of resources, with CloudFormation's. */
    private static final Map<String, String> TYPES = Map.of(
            "topic", "AWS::SNS::Topic",
            "queue", "AWS::SQS::Queue",
            "table", "AWS::DynamoDB::Table",
            "index", "AWS::DynamoDB::Table",
            "stream", "AWS::DynamoDB::Table",
            "bucket", "AWS::S3::Bucket",
            "object", "AWS::S3::Bucket",
            "function", "AWS::Lambda::Function",
            "role", "AWS::IAM::Role");

    /**
     * In a resource, as one of this type is called; empty where it is the stack's, has wildcards, or is of a type that may be there before.
     *
     * @param account the stack's
     */
    static Optional<StrangerName> in(String resource, ResourceType type, OwnResources own, String account) {
        String[] parts = resource.split(":", 6);
        String[] template = type.arn().split(":", 6);
        if (parts.length < 6
                || template.length < 6
                || !TYPES.containsKey(type.name())
                || !parts[2].equals(template[2])) {
            return Optional.empty();
        }
        return LooseName.behind(parts[5], template[5])
                .flatMap(rest -> type.name().equals("role")
                        ? Optional.of(rest.substring(rest.lastIndexOf('/') + 1))
                        : LooseName.first(rest))
                .filter(name -> !Wildcards.in(name))
                .flatMap(name -> of(name, parts[4], TYPES.get(type.name()), own, account));
    }

    private static Optional<StrangerName> of(String name, String place, String type, OwnResources own, String account) {
        if (!place.isEmpty() && !Wildcards.in(place) && !place.equals(account)) {
            return Optional.of(new StrangerName("%s du compte %s".formatted(name, place)));
        }
        return own.names(type).anyMatch(name::equals) ? Optional.empty() : Optional.of(new StrangerName(name));
    }
}
