package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.Action;
import ateliers.cloud.policy.IamReference.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ARNs of resources that are not the stack's, in its account and wherever else a policy looks: a policy that lets a function at one of them
 * is wider than the stack.
 */
record ForeignArns(String region, String account) {
    /** As CloudFormation would name something of another stack. */
    private static final String NAME = "une-autre-Ressource-7Q2X9K4M1B8Z";

    private static final Pattern WILDCARDS = Pattern.compile("[*?]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> PLACE = Set.of("Partition", "Region", "Account");

    /** Identities stand in an account before any stack, and in its sandbox SES asks about recipients' too. */
    private static final Set<String> OF_THE_ACCOUNT = Set.of("identity");

    /** For an action, by the types that it works on. */
    Stream<String> of(Action action, List<String> resources) {
        return action.resources().stream()
                .filter(type -> !isOfTheAccount(type))
                .map(ResourceType::arn)
                .filter(ForeignArns::hasName)
                .flatMap(template -> Stream.concat(
                        Stream.of(filled(template, region, account)),
                        resources.stream().flatMap(resource -> likeIn(resource, template))));
    }

    static boolean isOfTheAccount(ResourceType type) {
        return OF_THE_ACCOUNT.contains(type.name());
    }

    /** For a service of which nothing is known. */
    Stream<String> ofService(String service) {
        return Stream.of("%s", "thing/%s")
                .map(name -> "arn:aws:%s:%s:%s:%s".formatted(service, region, account, name.formatted(NAME)));
    }

    private static boolean hasName(String template) {
        return VARIABLE.matcher(template).results().anyMatch(variable -> !PLACE.contains(variable.group(1)));
    }

    /** In the region and account that a policy's resource names, as far as it does, and with what it fixes behind the name. */
    private static Stream<String> likeIn(String resource, String template) {
        String[] parts = resource.split(":", 6);
        if (parts.length < 6) {
            return Stream.empty();
        }
        String plain = filled(template, literal(parts[3]), literal(parts[4]));
        String[] place = plain.split(":", 6);
        place[5] = WILDCARDS.matcher(parts[5]).replaceAll(NAME);
        String alike = String.join(":", place);
        return nameIsForeign(template, alike) ? Stream.of(plain, alike) : Stream.of(plain);
    }

    /** Whether the first name of an ARN, that of a bucket before that of an object, is the foreign one. */
    private static boolean nameIsForeign(String template, String arn) {
        StringBuilder pattern = new StringBuilder();
        boolean named = false;
        Matcher variables = VARIABLE.matcher(template);
        int from = 0;
        while (variables.find()) {
            pattern.append(Pattern.quote(template.substring(from, variables.start())));
            boolean isPlace = PLACE.contains(variables.group(1));
            pattern.append(isPlace || named ? ".*" : Pattern.quote(NAME));
            named |= !isPlace;
            from = variables.end();
        }
        return arn.matches(pattern + Pattern.quote(template.substring(from)));
    }

    private static String literal(String pattern) {
        return pattern.replace("*", "").replace('?', '1');
    }

    private static String filled(String template, String region, String account) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        switch (variable.group(1)) {
                            case "Partition" -> "aws";
                            case "Region" -> region;
                            case "Account" -> account;
                            default -> NAME;
                        }));
    }
}
