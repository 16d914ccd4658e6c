package ateliers.grader.cli;

import ateliers.grader.targets.SimulatedMail;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A template that is about to be deployed to somebody's account, after the SAM transform: what would run code there beside the
 * lab's functions, give a function the account, or write to people is refused.
 *
 * @param parameters that are passed to it
 */
record LiveTemplate(ObjectNode root, Map<String, String> parameters) {
    private static final Set<String> ROLES = Set.of("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group");

    /** What would let a function make itself stronger, or be somebody else. */
    private static final Pattern POWERS =
            Pattern.compile("\\*(:.*)?|(iam|sts|organizations|account|sso|sso-admin|identitystore):.*");

    private static final Pattern POWERFUL =
            Pattern.compile(".*/(AdministratorAccess.*|PowerUserAccess|IAM.*|job-function/.*|AWSOrganizations.*)");

    /** AWS's own, whatever the partition: what an account has by itself nobody here can read. */
    private static final Pattern OF_AWS = Pattern.compile("arn:[^:]+:iam::aws:policy/.*");

    private static final Set<String> PEOPLES = Set.of("email", "email-json", "sms");

    /** The types of its resources, one for each. */
    List<String> types() {
        return resources().map(LiveTemplate::type).toList();
    }

    private Stream<JsonNode> resources() {
        return root.path("Resources").properties().stream().map(each -> each.getValue());
    }

    private static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }

    /** Puts the policy that bounds them on all roles and users. */
    void bound(String arn) {
        resources()
                .filter(each -> ROLES.contains(type(each)) && !type(each).equals("AWS::IAM::Group"))
                .filter(ObjectNode.class::isInstance)
                .forEach(each -> ((ObjectNode) each).withObject("/Properties").put("PermissionsBoundary", arn));
    }

    /** Why it may not be deployed, in French; empty where it may. */
    Optional<String> refusal() {
        if (root.has("Transform") || uses(root, "Fn::Transform")) {
            return Optional.of(
                    "Sur un vrai compte, la seule macro permise est celle de SAM (AWS::Serverless-2016-10-31) : retire l'autre de Transform, ou Fn::Transform.");
        }
        return root.path("Resources").properties().stream()
                .flatMap(each -> refusals(each.getKey(), each.getValue()).stream())
                .findFirst();
    }

    private List<String> refusals(String id, JsonNode resource) {
        List<String> all = new ArrayList<>();
        String type = type(resource);
        JsonNode properties = resource.path("Properties");
        if (type.startsWith("Custom::") || type.startsWith("AWS::CloudFormation::")) {
            all.add("%s est de type %s : sur un vrai compte, ni ressource personnalisée ni pile imbriquée."
                    .formatted(id, type));
        }
        if (type.startsWith("AWS::IAM::")) {
            powers(properties)
                    .forEach(power -> all.add(
                            "%s donnerait %s : sur un vrai compte, aucun rôle n'est administrateur. Nomme les seules actions que l'atelier demande."
                                    .formatted(id, power)));
        }
        endpoints(type, properties)
                .filter(address -> !SimulatedMail.isSimulated(address))
                .forEach(address -> all.add(
                        "%s écrirait à %s : sur un vrai compte, seul le simulateur de SES reçoit des messages. Passe l'adresse par un paramètre."
                                .formatted(id, address)));
        return all;
    }

    private static boolean uses(JsonNode node, String name) {
        return node.has(name) || node.valueStream().anyMatch(each -> uses(each, name));
    }

    /** What its policies grant that no lab asks for; what cannot be read is taken for it. */
    private static List<String> powers(JsonNode properties) {
        List<String> found = new ArrayList<>();
        each(properties.path("ManagedPolicyArns")).map(LiveTemplate::arn).forEach(arn -> {
            if (!OF_AWS.matcher(arn).matches() || POWERFUL.matcher(arn).matches()) {
                found.add("la politique " + arn);
            }
        });
        Stream.concat(
                        Stream.of(properties.path("PolicyDocument")),
                        each(properties.path("Policies")).map(policy -> policy.path("PolicyDocument")))
                .filter(document -> !document.isMissingNode())
                .flatMap(document -> document.has("Statement") ? each(document.path("Statement")) : Stream.of(document))
                .filter(statement -> !statement.path("Effect").asText().equals("Deny"))
                .forEach(statement -> {
                    if (!statement.path("Effect").isTextual()) {
                        found.add("ce qui ne se lit pas d'avance (%s)".formatted(statement));
                    }
                    if (statement.has("NotAction")) {
                        found.add("tout, sauf quelques actions (NotAction)");
                    }
                    each(statement.path("Action"))
                            .map(action -> action.isTextual() ? action.textValue() : "*")
                            .filter(action -> POWERS.matcher(action.toLowerCase(Locale.ROOT))
                                    .matches())
                            .forEach(action -> found.add("l'action " + action));
                });
        each(properties.path("AssumeRolePolicyDocument").path("Statement"))
                .map(statement -> statement.path("Principal"))
                .filter(principal -> !principal.isObject() || principal.size() != 1 || !principal.has("Service"))
                .forEach(principal -> found.add("ses droits à d'autres qu'un service d'AWS (%s)".formatted(principal)));
        return found;
    }

    /** As it is written; {@code !Sub} names at most the partition. */
    private static String arn(JsonNode policy) {
        return policy.isTextual()
                ? policy.textValue()
                : policy.path("Fn::Sub").asText(policy.toString()).replace("${AWS::Partition}", "aws");
    }

    private static Stream<JsonNode> each(JsonNode oneOrMany) {
        return oneOrMany.isMissingNode()
                ? Stream.empty()
                : oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
    }

    /** To whom a topic would write. */
    private Stream<String> endpoints(String type, JsonNode properties) {
        Stream<JsonNode> subscriptions = type.equals("AWS::SNS::Subscription")
                ? Stream.of(properties)
                : type.equals("AWS::SNS::Topic") ? each(properties.path("Subscription")) : Stream.empty();
        return subscriptions
                .filter(each -> PEOPLES.contains(each.path("Protocol").asText()))
                .map(each -> address(each.path("Endpoint")));
    }

    /** Literal, or that of a parameter; any other is told as it is written, and no simulator's. */
    private String address(JsonNode endpoint) {
        String parameter = endpoint.path("Ref").asText();
        return endpoint.isTextual()
                ? endpoint.textValue()
                : Optional.ofNullable(parameters.get(parameter))
                        .orElse(root.path("Parameters")
                                .path(parameter)
                                .path("Default")
                                .asText(endpoint.toString()));
    }
}
