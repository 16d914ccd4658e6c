package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources that a stack has, as a template names them.
 *
 * @param ids physical ids by logical ones, by CloudFormation's type
 */
record OwnResources(Map<String, Map<String, String>> ids) {
    private static final int MOST_NAMED = 3;

    /** What Secrets Manager puts behind a name. */
    private static final Pattern SECRET_END = Pattern.compile("-[A-Za-z0-9]{6}$");

    private static final String SES = "!Sub \"arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:%s\"";

    /** By IAM's type of resources: CloudFormation's, and how a template writes the ARN. */
    private static final Map<String, Arn> ARNS = Map.ofEntries(
            Map.entry("topic", new Arn("AWS::SNS::Topic", "!Ref %s")),
            Map.entry("queue", new Arn("AWS::SQS::Queue", "!GetAtt %s.Arn")),
            Map.entry("table", new Arn("AWS::DynamoDB::Table", "!GetAtt %s.Arn")),
            Map.entry("index", new Arn("AWS::DynamoDB::Table", "!Sub \"${%s.Arn}/index/*\"")),
            Map.entry("stream", new Arn("AWS::DynamoDB::Table", "!GetAtt %s.StreamArn")),
            Map.entry("bucket", new Arn("AWS::S3::Bucket", "!GetAtt %s.Arn")),
            Map.entry("object", new Arn("AWS::S3::Bucket", "!Sub \"${%s.Arn}/*\"")),
            Map.entry("function", new Arn("AWS::Lambda::Function", "!GetAtt %s.Arn")),
            Map.entry("Secret", new Arn("AWS::SecretsManager::Secret", "!Ref %s")),
            Map.entry("event-bus", new Arn("AWS::Events::EventBus", "!GetAtt %s.Arn")),
            Map.entry("repository", new Arn("AWS::CodeCommit::Repository", "!GetAtt %s.Arn")),
            Map.entry("statemachine", new Arn("AWS::StepFunctions::StateMachine", "!Ref %s")),
            Map.entry("template", new Arn("AWS::SES::Template", SES.formatted("template/${%s}"))),
            Map.entry("role", new Arn("AWS::IAM::Role", "!GetAtt %s.Arn")));

    private record Arn(String type, String written) {}

    /** How a template writes the ARN of one resource, for an action that works on this type of IAM's. */
    static Optional<String> written(String iamType, String logicalId) {
        return Optional.ofNullable(ARNS.get(iamType)).map(arn -> arn.written().formatted(logicalId));
    }

    /** How a template writes what is the account's and not the stack's: SES's identities; empty for anything else. */
    static Optional<String> ofAccount(String arn) {
        return arn.matches("arn:[\\w-]+:ses:.*:identity/.*")
                ? Optional.of(SES.formatted("identity/*"))
                : Optional.empty();
    }

    /** What to write instead of a resource that is too wide, for actions that work on these types. */
    String instead(List<ResourceType> types) {
        Set<String> written = new LinkedHashSet<>();
        types.stream()
                .map(type -> ARNS.get(type.name()))
                .filter(arn -> arn != null)
                .forEach(arn -> ids.getOrDefault(arn.type(), Map.of())
                        .keySet()
                        .forEach(id -> written.add(arn.written().formatted(id))));
        return written.isEmpty()
                ? "l'ARN de la ressource, par !Ref, !GetAtt ou !Sub"
                : written.stream().limit(MOST_NAMED).collect(Collectors.joining(" ou "));
    }

    /**
     * Whether a name with wildcards has to be so: a secret's ARN ends in letters that nobody knows before, and SAM's own policies for
     * topics and functions put a star behind the name.
     */
    boolean hasToBeLoose(LooseName name) {
        return switch (name.type()) {
            case "Secret" ->
                names("AWS::SecretsManager::Secret")
                        .map(own -> SECRET_END.matcher(own).replaceFirst(""))
                        .anyMatch(name.withoutEnd()::equals);
            case "topic" ->
                names("AWS::SNS::Topic").anyMatch(own -> name.pattern().equals(own + "*"));
            case "function" ->
                names("AWS::Lambda::Function").anyMatch(own -> name.pattern().equals(own + "*"));
            default -> false;
        };
    }

    /** Of those of one of CloudFormation's types, be their physical id a name, an ARN or a queue's URL. */
    Stream<String> names(String type) {
        return ids.getOrDefault(type, Map.of()).values().stream().map(id -> id.replaceFirst("^.*[:/]", ""));
    }
}
