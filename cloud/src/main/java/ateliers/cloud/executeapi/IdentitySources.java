package ateliers.cloud.executeapi;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where authorizers look for what callers have shown: the parts of a request by the names that a kind of API gives them.
 *
 * @param header before the name of a header; so with the others
 */
public record IdentitySources(String header, String query, String context, String stage) {

    /** Whether something can be taken from a request by this name. */
    public boolean knows(String source) {
        return Stream.of(header, query, context, stage)
                .anyMatch(prefix -> source.startsWith(prefix) && source.length() > prefix.length());
    }

    /** What a request has there; empty texts are nothing. */
    public Optional<String> value(Visit visit, Map<String, String> stageVariables, String source) {
        return raw(visit, stageVariables, source).filter(value -> !value.isEmpty());
    }

    private Optional<String> raw(Visit visit, Map<String, String> stageVariables, String source) {
        if (source.startsWith(header)) {
            return visit.request().header(source.substring(header.length()));
        }
        if (source.startsWith(query)) {
            return visit.request().parameter(source.substring(query.length()));
        }
        return Optional.ofNullable(
                source.startsWith(stage)
                        ? stageVariables.get(source.substring(stage.length()))
                        : visit.get(source.substring(context.length())));
    }
}
