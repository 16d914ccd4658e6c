package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.expression.Findings.Sort;
import java.util.Optional;

/** How two paths of one expression stand in each other's way. */
enum Paths {
    OVERLAP(Sort.OVERLAP, "overlap"),
    CONFLICT(Sort.CONFLICT, "conflict");

    private final Sort sort;
    private final String verb;

    Paths(Sort sort, String verb) {
        this.sort = sort;
        this.verb = verb;
    }

    /** One leads through the other, or both treat the same document as a map and as a list; or neither. */
    static Optional<Paths> relate(Path one, Path two) {
        int common = Math.min(one.steps().size(), two.steps().size());
        for (int i = 0; i < common; i++) {
            Path.Step a = one.steps().get(i);
            Path.Step b = two.steps().get(i);
            if (a.getClass() != b.getClass()) {
                return Optional.of(CONFLICT);
            }
            if (!a.equals(b)) {
                return Optional.empty();
            }
        }
        return Optional.of(OVERLAP);
    }

    Sort sort() {
        return sort;
    }

    String message(Path one, Path two) {
        return "Two document paths " + verb + " with each other; must remove or rewrite one of these paths; path one: "
                + one + ", path two: " + two;
    }
}
