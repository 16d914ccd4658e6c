package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.ResourceType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that a policy's resource writes with wildcards, as {@code boutique-*}: it stands for what another stack calls so, too. What
 * comes below a name, as {@code /recus/*} or {@code /index/*}, is the name's own.
 *
 * @param type IAM's type of resource, as {@code bucket}
 * @param pattern the name as it is written
 */
record LooseName(String type, String pattern) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+}");
    private static final Pattern NAME = Pattern.compile("[^/:]+");
    private static final String OTHER = "autre";

    /** In a resource, as one of this type is called; empty where its name is plain, or where all of it is a wildcard. */
    static Optional<LooseName> in(String resource, ResourceType type) {
        String[] parts = resource.split(":", 6);
        String[] template = type.arn().split(":", 6);
        if (parts.length < 6 || template.length < 6) {
            return Optional.empty();
        }
        return behind(parts[5], template[5])
                .flatMap(LooseName::first)
                .filter(Wildcards::in)
                .map(name -> new LooseName(type.name(), name));
    }

    /** What stands in a resource where the template of its type begins to vary; empty where it is of another type. */
    static Optional<String> behind(String resource, String template) {
        Matcher variable = VARIABLE.matcher(template);
        String before = variable.find() ? template.substring(0, variable.start()) : template;
        return resource.startsWith(before) ? Optional.of(resource.substring(before.length())) : Optional.empty();
    }

    /** The name that a text begins with. */
    static Optional<String> first(String text) {
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? Optional.of(name.group()) : Optional.empty();
    }

    /** What it stands for beside what it is meant for. */
    String example() {
        StringBuilder example = new StringBuilder();
        for (char c : pattern.replaceAll("\\*+", "*").toCharArray()) {
            example.append(c == '*' ? OTHER : c == '?' ? "x" : String.valueOf(c));
        }
        return example.toString();
    }

    /** What is before a wildcard at its end. */
    String withoutEnd() {
        return pattern.replaceFirst("(-?\\?+|-?\\*)$", "");
    }
}
