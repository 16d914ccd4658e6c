package ateliers.grader.checklist;

import java.util.Map;
import java.util.Optional;

/**
 * What a template calls the resources of its stack, which AWS calls by ARNs, addresses and names.
 *
 * @param logicalIds logical ids by physical id
 */
public record StackNames(Map<String, String> logicalIds) {

    /** The logical id behind an ARN, an address or a name, where the stack has one. */
    public Optional<String> logicalId(String of) {
        return logicalIds.entrySet().stream()
                .filter(entry -> isOf(of, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isOf(String of, String physicalId) {
        String last = physicalId.substring(physicalId.lastIndexOf('/') + 1);
        return of.equals(physicalId)
                || of.endsWith(":" + last)
                || of.endsWith("/" + last)
                || of.contains(":" + last + ":")
                || of.contains(":" + last + "/");
    }

    /** A text in which what the stack has is called as in its template. */
    String inWords(String text) {
        String told = text;
        for (Map.Entry<String, String> each : logicalIds.entrySet()) {
            told = told.replace(each.getKey(), each.getValue());
        }
        return told;
    }

    /** A function, as its template calls it, also where it is of another stack of the same; else by its own name. */
    String function(String arn) {
        String[] parts = arn.split(":");
        String name = parts.length > 6 ? parts[6] : arn;
        return logicalId(name).orElse(name.replaceFirst("^[a-z][a-z0-9-]*-([A-Za-z0-9]+)-[A-Z0-9]{12}$", "$1"));
    }
}
