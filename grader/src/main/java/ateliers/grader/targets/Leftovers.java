package ateliers.grader.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What runs have left on a target, by the tag that all of it carries: after a crash, say, or a cut wire.
 *
 * @param removed in French, one a line
 * @param kept what could not be removed, or could not be looked for, and why
 */
public record Leftovers(List<String> removed, List<String> kept) {
    /** One sort of things that nobody answers for does not keep the others here. */
    private static final String UNHEARD = "la cible n'a pas répondu comme attendu (%s), relance la commande";

    /**
     * Removes them.
     *
     * @param run the one whose traces are removed; empty for all
     */
    public static Leftovers removed(Target target, Optional<String> run) {
        Leftovers all = new Leftovers(new ArrayList<>(), new ArrayList<>());
        try (AwsClients aws = new AwsClients(target)) {
            for (Makes sort : Makes.ALL) {
                all.remove(
                        target, aws, sort, found -> run.map(found.run()::equals).orElse(true));
            }
        }
        return all;
    }

    private void remove(Target target, AwsClients aws, Makes sort, Predicate<Makes.Found> wanted) {
        List<Makes.Found> found;
        try {
            String prefix = target.bounds().prefix();
            found = sort.found(aws, name -> name.contains(prefix)).stream()
                    .filter(wanted)
                    .toList();
        } catch (AwsServiceException e) {
            // What the target does not have at all cannot have been made there.
            if (!target.lacks(e)) {
                kept.add("%s : recherche refusée, %s".formatted(sort.noun(), Words.of(e)));
            }
            return;
        } catch (SdkException e) {
            kept.add("%s : %s".formatted(sort.noun(), UNHEARD.formatted(e.getMessage())));
            return;
        }
        for (Makes.Found each : found) {
            String name = "%s %s (%s)".formatted(sort.noun(), each.name(), each.run());
            try {
                sort.remove(aws, each.name());
                removed.add(name);
            } catch (AwsServiceException e) {
                kept.add(name + " : " + Words.of(e));
            } catch (SdkException e) {
                kept.add(name + " : " + UNHEARD.formatted(e.getMessage()));
            } catch (GraderException e) {
                kept.add(name + " : " + e.getMessage());
            }
        }
    }
}
