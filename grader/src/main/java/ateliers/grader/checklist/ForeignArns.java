package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.Action;
import ateliers.cloud.policy.IamReference.ResourceType;
import ateliers.grader.variety.Variety;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ARNs of resources that are not the stack's, in its account and wherever else a policy looks: a policy that lets a function at one of them
 * is wider than the stack.
 *
 * @param names of theirs
 */
record ForeignArns(String region, String account, List<String> names) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
    private static final Set<String> PLACE = Set.of("Partition", "Region", "Account");

    /** Identities stand in an account before any stack, and in its sandbox SES asks about recipients' too. */
    private static final Set<String> OF_THE_ACCOUNT = Set.of("identity");

    /** With names that nobody knows before. */
    ForeignArns(String region, String account) {
        this(region, account, List.of(asCloudFormationNames(), Variety.word(), Variety.id()));
    }

    private static String asCloudFormationNames() {
        return "%s-%s-%s"
                .formatted(
                        Variety.word(), Variety.properName(), Variety.small(12).toUpperCase(Locale.ROOT));
    }

    /**
     * For an action, by the types that it works on.
     *
     * @param resource as a policy writes it: what is like it is among them
     */
    Stream<String> of(Action action, String resource) {
        return templates(action)
                .flatMap(template -> names.stream()
                        .flatMap(name -> Stream.concat(
                                Stream.of(filled(template, region, account, name)), likeIn(resource, template, name))));
    }

    /** Whether there are any. */
    boolean concern(Action action) {
        return templates(action).findAny().isPresent();
    }

    private static Stream<String> templates(Action action) {
        return action.resources().stream()
                .filter(type -> !isOfTheAccount(type))
                .map(ResourceType::arn)
                .filter(ForeignArns::hasName);
    }

    static boolean isOfTheAccount(ResourceType type) {
        return OF_THE_ACCOUNT.contains(type.name());
    }

    /** For a service of which nothing is known. */
    Stream<String> ofService(String service) {
        return Stream.of("%s", "thing/%s")
                .flatMap(form -> names.stream()
                        .map(name -> "arn:aws:%s:%s:%s:%s".formatted(service, region, account, form.formatted(name))));
    }

    private static boolean hasName(String template) {
        return VARIABLE.matcher(template).results().anyMatch(variable -> !PLACE.contains(variable.group(1)));
    }

    /** In the region and account that a policy's resource names, as far as it does, and with what it fixes behind the name. */
    private static Stream<String> likeIn(String resource, String template, String name) {
        String[] parts = resource.split(":", 6);
        if (parts.length < 6) {
            return Stream.empty();
        }
        String plain = filled(template, literal(parts[3]), literal(parts[4]), name);
        String[] place = plain.split(":", 6);
        place[5] = Wildcards.filled(parts[5], name);
        String alike = String.join(":", place);
        return nameIs(name, template, alike) ? Stream.of(plain, alike) : Stream.of(plain);
    }

    /** Whether the first name of an ARN, that of a bucket before that of an object, is the foreign one. */
    private static boolean nameIs(String name, String template, String arn) {
        StringBuilder pattern = new StringBuilder();
        boolean named = false;
        Matcher variables = VARIABLE.matcher(template);
        int from = 0;
        while (variables.find()) {
            pattern.append(Pattern.quote(template.substring(from, variables.start())));
            boolean isPlace = PLACE.contains(variables.group(1));
            pattern.append(isPlace || named ? ".*" : Pattern.quote(name));
            named |= !isPlace;
            from = variables.end();
        }
        return arn.matches(pattern + Pattern.quote(template.substring(from)));
    }

    private static String literal(String pattern) {
        return pattern.replace("*", "").replace('?', '1');
    }

    private static String filled(String template, String region, String account, String name) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(
                        switch (variable.group(1)) {
                            case "Partition" -> "aws";
                            case "Region" -> region;
                            case "Account" -> account;
                            default -> name;
                        }));
    }
}
