package ateliers.grader.packaging;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource types that a lab's contract permits. Its README lists them, in the item {@code - Ressources :}, and is the only
 * place that does; {@code AWS::Lambda::*} stands for all of a service.
 */
public record AllowedResources(List<String> types) {
    private static final Pattern ITEM = Pattern.compile("(?ms)^- Ressources : (.*?)(?=^- |^$|^#|\\z)");
    private static final Pattern TYPE = Pattern.compile("`(AWS::[\\w:]+\\*?)`");

    /**
     * Reads a lab's README.
     *
     * @throws GraderException where it cannot be read, or lists none
     */
    public static AllowedResources of(Path readme) {
        try {
            return of(Files.readString(readme).replace("\r", ""));
        } catch (IOException e) {
            throw new GraderException("%s est illisible : %s".formatted(readme, e.getMessage()), e);
        }
    }

    static AllowedResources of(String readme) {
        Matcher item = ITEM.matcher(readme);
        List<String> types = item.find()
                ? TYPE.matcher(item.group(1))
                        .results()
                        .map(each -> each.group(1))
                        .toList()
                : List.of();
        if (types.isEmpty()) {
            throw new GraderException("L'énoncé de l'atelier ne donne pas les ressources permises.");
        }
        return new AllowedResources(types);
    }

    /**
     * Why a template is refused, with the list; empty where all its resources are permitted. A type that AWS does not have is left
     * for AWS to refuse, in its words.
     *
     * @param isOfAws whether AWS has a type; SAM's own are known here
     */
    public Optional<String> refusal(Template template, Predicate<String> isOfAws) {
        for (Map.Entry<String, String> each : template.types().entrySet()) {
            boolean known = each.getValue().startsWith("AWS::Serverless::") || isOfAws.test(each.getValue());
            if (known && !permits(each.getValue())) {
                OptionalInt line = template.lineOfResource(each.getKey());
                return Optional.of(
                        "%s (template.yaml%s) est une ressource de type %s, que cet atelier ne permet pas.%nTypes permis : %s."
                                .formatted(
                                        each.getKey(),
                                        line.isPresent() ? ", ligne " + line.getAsInt() : "",
                                        each.getValue(),
                                        String.join(", ", types)));
            }
        }
        return Optional.empty();
    }

    private boolean permits(String type) {
        return types.stream()
                .anyMatch(each ->
                        each.endsWith("*") ? type.startsWith(each.substring(0, each.length() - 1)) : type.equals(each));
    }
}
