package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The layers of a cloud. Numbers are never given twice, even to a layer that was deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html">Managing Lambda dependencies with
 *     layers</a>
 */
final class Layers {
    static final String VERSION_ARN =
            "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:"
                    + "[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)";

    private static final String NAME =
            "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+";
    private static final int MOST = 5;

    private final Place place;
    private final Map<String, TreeMap<Long, LayerVersion>> byName = new TreeMap<>();
    private final Map<String, Long> last = new TreeMap<>();

    Layers(Place place) {
        this.place = place;
    }

    /** A layer's name, of its name or its ARN. */
    static String name(String nameOrArn) {
        Checks.required("layerName", nameOrArn, NAME);
        return nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
    }

    String arn(String name) {
        return place.arn("lambda", "layer:" + name);
    }

    synchronized LayerVersion publish(String name, LongFunction<LayerVersion> made) {
        LayerVersion version = made.apply(last.merge(name, 1L, Long::sum));
        byName.computeIfAbsent(name, n -> new TreeMap<>()).put(version.number(), version);
        return version;
    }

    synchronized Optional<LayerVersion> find(String name, long number) {
        return Optional.ofNullable(byName.get(name)).map(versions -> versions.get(number));
    }

    Optional<LayerVersion> find(String versionArn) {
        return Arn.find(versionArn)
                .filter(arn -> arn.type().equals("layer") && arn.id().matches("[^:]+:\\d{1,18}"))
                .flatMap(arn -> find(
                        arn.id().substring(0, arn.id().indexOf(':')),
                        Long.parseLong(arn.id().substring(arn.id().indexOf(':') + 1))))
                .filter(version -> version.arn().equals(versionArn));
    }

    synchronized void delete(String name, long number) {
        TreeMap<Long, LayerVersion> versions = byName.getOrDefault(name, new TreeMap<>());
        versions.remove(number);
        if (versions.isEmpty()) {
            byName.remove(name);
        }
    }

    /** Newest first. */
    synchronized List<LayerVersion> versions(String name) {
        return List.copyOf(
                byName.getOrDefault(name, new TreeMap<>()).descendingMap().values());
    }

    /** The newest version of each layer, by name. */
    synchronized List<LayerVersion> newest() {
        return byName.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    /** The policy document of a version, by its ARN; none without statements. */
    Optional<String> policy(String arn) {
        return find(arn)
                .map(LayerVersion::policy)
                .filter(policy -> !policy.isEmpty())
                .map(ResourcePolicy::document);
    }

    /** The versions that a function's configuration names, in its order. */
    List<LayerVersion> resolve(List<String> arns) {
        if (!arns.stream().allMatch(arn -> arn != null && arn.matches(VERSION_ARN))) {
            throw LambdaErrors.validation(Constraints.sentence(
                    arns,
                    "layers",
                    "satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater"
                            + " than or equal to 1, Member must satisfy regular expression pattern: " + VERSION_ARN
                            + ", Member must not be null]"));
        }
        if (arns.size() > MOST) {
            throw LambdaErrors.invalid("Cannot reference more than 5 layers.");
        }
        List<LayerVersion> found = new ArrayList<>();
        for (String arn : arns) {
            LayerVersion version = resolve(arn);
            found.stream()
                    .filter(other -> other.layerArn().equals(version.layerArn()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw LambdaErrors.invalid(
                                "Two different versions of the same layer are not allowed to be referenced in the same"
                                        + " function. " + other.arn() + " and " + arn
                                        + " are versions of the same layer.");
                    });
            found.add(version);
        }
        return found;
    }

    private LayerVersion resolve(String versionArn) {
        Arn arn = Arn.of(versionArn);
        if (!arn.region().equals(place.region())) {
            throw LambdaErrors.invalid("Layers are not in the same region as the function. Layers are expected to be in"
                    + " region " + place.region() + ".");
        }
        if (!arn.account().equals(place.account())) {
            throw new Unsupported("lambda: layers of other accounts (" + versionArn + ")");
        }
        return find(versionArn)
                .orElseThrow(() -> LambdaErrors.invalid("Layer version " + versionArn + " does not exist."));
    }
}
