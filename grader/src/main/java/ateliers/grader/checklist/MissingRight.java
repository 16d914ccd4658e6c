package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference;
import ateliers.cloud.policy.IamReference.ResourceType;
import ateliers.grader.packaging.StatementPlace;
import ateliers.grader.packaging.Template;
import ateliers.grader.targets.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A denial as a student mends it: who may not do what to which, and the statement that allows it.
 *
 * @param principal as the template calls it: a function, or a service such as {@code sns.amazonaws.com}
 * @param action as policies write it
 * @param resource as the template calls it, or its ARN
 * @param written how a statement's {@code Resource} names it; empty where the template has no name for it
 * @param source the resource for which a service acts, as the template calls it; empty when unknown
 * @param byResource whether it is the resource's own policy that must let the principal in
 */
record MissingRight(
        String principal,
        String action,
        String resource,
        Optional<String> written,
        Optional<String> source,
        boolean byResource) {
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("not authorized to perform:? `?([\\w-]+:\\w+)'?(?: on resource:? [\"`]?([^\"' ]+)[\"']?)?");

    /** SES quotes in its own way, and does not say which policy it looked at. */
    private static final String BY_SES = "is not authorized to perform `ses:";

    private static final Pattern SESSION = Pattern.compile("arn:aws:sts::\\d+:assumed-role/([^/]+)/(.+)");
    private static final Pattern OBJECT = Pattern.compile("arn:aws:s3:::[^/]+/(?:([^/]+)/)?.*");

    /** What a denial lacks, where a policy that allows nothing caused it: what a Deny forbids, no statement allows. */
    static Optional<MissingRight> of(Step denial, List<Step> steps, StackNames names, Template template) {
        Matcher said = NOT_AUTHORIZED.matcher(denial.message());
        boolean byResource = denial.message().contains("because no resource-based policy allows");
        boolean byIdentity = denial.message().contains("because no identity-based policy allows")
                || denial.message().contains(BY_SES);
        if (!said.find() || !byResource && !byIdentity) {
            return Optional.empty();
        }
        String arn = said.group(2) == null ? "*" : said.group(2);
        Optional<IamReference.Action> known =
                IamReference.actionsOf(said.group(1)).stream().findFirst();
        Optional<String> id = names.logicalId(arn);
        List<ResourceType> types = known.map(IamReference.Action::resources).orElse(List.of());
        Optional<String> written = types.isEmpty() && known.isPresent()
                ? Optional.of("\"*\"")
                : id.flatMap(logical -> written(arn, logical, types, template)).or(() -> OwnResources.ofAccount(arn));
        return Optional.of(new MissingRight(
                principal(denial.actor(), names),
                known.map(IamReference.Action::name).orElse(said.group(1)),
                id.orElse(arn),
                written,
                denial.parent().flatMap(parent -> source(parent, steps, names)),
                byResource));
    }

    /** Who acted, as the template calls it. */
    static String principal(String actor, StackNames names) {
        Matcher session = SESSION.matcher(actor);
        if (!session.matches()) {
            return actor;
        }
        return names.logicalId(session.group(2))
                .or(() -> names.logicalId(session.group(1)))
                .orElse(session.group(2));
    }

    private static Optional<String> source(String parent, List<Step> steps, StackNames names) {
        return steps.stream()
                .filter(step -> step.kind() == Step.Kind.CALL && step.id().equals(parent))
                .findFirst()
                .flatMap(step -> names.logicalId(step.resource()));
    }

    private static Optional<String> written(String arn, String id, List<ResourceType> types, Template template) {
        Matcher object = OBJECT.matcher(arn);
        if (object.matches()) {
            String keys = object.group(1) == null ? "/*" : "/" + object.group(1) + "/*";
            // A bucket that starts the function waits for it: the name is written out, or the two would wait for each
            // other.
            return Optional.of(template.sub(id, "BucketName")
                    .map(name -> "!Sub \"arn:aws:s3:::%s%s\"".formatted(name, keys))
                    .orElse("!Sub \"${%s.Arn}%s\"".formatted(id, keys)));
        }
        return types.stream()
                .filter(type -> arn.matches(type.arn().replaceAll("\\$\\{\\w+}", "[^:]*")))
                .max(Comparator.comparingInt(type -> type.arn().length()))
                .flatMap(type -> OwnResources.written(type.name(), id));
    }

    /** A sentence, and where the statement goes. */
    String said(Template template) {
        return briefly()
                + elsewhere(template)
                + place(template).map(MissingRight::where).orElseGet(this::inWords);
    }

    String briefly() {
        return byResource
                ? "%s ne laisse pas %s faire %s%s."
                        .formatted(
                                resource,
                                principal,
                                action,
                                source.map(id -> " pour " + id).orElse(""))
                : "%s n'a pas le droit %s sur %s.".formatted(principal, action, resource);
    }

    /** The statement, or the whole resource that holds it, with its indentation; empty where the resource has no name here. */
    List<String> paste(Template template) {
        if (written.isEmpty()) {
            return List.of();
        }
        Optional<StatementPlace> place = place(template);
        return place.isPresent() ? place.get().lines(statement()) : byResource ? policy() : statement();
    }

    /** The right exists, but for something else: then it is the resource that is to be mended. */
    private String elsewhere(Template template) {
        OptionalInt line = byResource ? OptionalInt.empty() : template.lineNaming(action);
        return line.isEmpty()
                ? ""
                : " (%s est écrit à la ligne %d de template.yaml : pour qui, et sur quelle ressource ?)"
                        .formatted(action, line.getAsInt());
    }

    private static String where(StatementPlace place) {
        return "\nDans template.yaml, après la ligne %d (%s), ajoute :".formatted(place.line(), place.owner());
    }

    private String inWords() {
        if (written.isEmpty()) {
            return "";
        }
        return byResource
                ? "\nDans template.yaml, sous Resources, ajoute :"
                : "\nDans template.yaml, ajoute cette déclaration à la politique du rôle de %s :".formatted(principal);
    }

    private Optional<StatementPlace> place(Template template) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        return byResource
                ? policies()
                        .flatMap(type -> template.naming(type, resource))
                        .flatMap(id -> StatementPlace.of(template, id))
                : StatementPlace.of(template, principal);
    }

    private Optional<String> policies() {
        return switch (action.split(":")[0]) {
            case "sqs" -> Optional.of("AWS::SQS::QueuePolicy");
            case "sns" -> Optional.of("AWS::SNS::TopicPolicy");
            default -> Optional.empty();
        };
    }

    private List<String> statement() {
        List<String> lines = new ArrayList<>(List.of("- Effect: Allow"));
        if (byResource) {
            lines.add("  Principal:");
            lines.add("    Service: " + principal);
        }
        lines.add("  Action: " + action);
        lines.add("  Resource: " + written.orElseThrow());
        if (byResource && source.isPresent()) {
            lines.add("  Condition:");
            lines.add("    ArnLike:");
            lines.add("      aws:SourceArn: " + sourceArn());
        }
        return lines;
    }

    private String sourceArn() {
        String id = source.orElseThrow();
        return principal.startsWith("sns.") ? "!Ref " + id : "!GetAtt " + id + ".Arn";
    }

    private List<String> policy() {
        if (action.startsWith("lambda:")) {
            List<String> lines = new ArrayList<>(List.of(
                    "  %sPermission:".formatted(resource),
                    "    Type: AWS::Lambda::Permission",
                    "    Properties:",
                    "      Action: lambda:InvokeFunction",
                    "      FunctionName: !Ref " + resource,
                    "      Principal: " + principal));
            source.ifPresent(id -> lines.add("      SourceArn: " + sourceArn()));
            return lines;
        }
        String type = policies().orElse("");
        if (type.isEmpty()) {
            return statement();
        }
        List<String> lines = new ArrayList<>(List.of(
                "  %sPolicy:".formatted(resource),
                "    Type: " + type,
                "    Properties:",
                "      %s:".formatted(type.contains("SQS") ? "Queues" : "Topics"),
                "        - !Ref " + resource,
                "      PolicyDocument:",
                "        Version: \"2012-10-17\"",
                "        Statement:"));
        statement().forEach(line -> lines.add("          " + line));
        return lines;
    }
}
