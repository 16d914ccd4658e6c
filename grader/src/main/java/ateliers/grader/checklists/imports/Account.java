package ateliers.grader.checklists.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What is said of a file, in its report or in the log: JSON that should hold three whole numbers. */
record Account(JsonNode json) {

    /** Whether it says just this. */
    boolean says(long read, long imported, long rejected) {
        return is("lues", read) && is("importees", imported) && is("rejetees", rejected);
    }

    private boolean is(String name, long value) {
        JsonNode number = json.path(name);
        return number.isIntegralNumber() && number.longValue() == value;
    }

    /** Whether nothing was lost on the way. */
    boolean isBalanced() {
        return Stream.of("lues", "importees", "rejetees")
                        .allMatch(name -> json.path(name).isIntegralNumber())
                && json.path("lues").longValue()
                        == json.path("importees").longValue()
                                + json.path("rejetees").longValue();
    }

    /** Whether both say the same; what else they hold is their writer's own. */
    boolean agrees(Account other) {
        return Stream.of("lues", "importees", "rejetees", "erreur")
                .allMatch(name -> json.path(name).equals(other.json().path(name)));
    }

    long imported() {
        return json.path("importees").asLong();
    }

    /** Why a file was refused whole; empty when it was not. */
    String error() {
        return json.path("erreur").asText("").strip();
    }

    boolean hasError() {
        return json.hasNonNull("erreur");
    }

    static String said(long read, long imported, long rejected) {
        return "{\"lues\": %d, \"importees\": %d, \"rejetees\": %d}".formatted(read, imported, rejected);
    }
}
