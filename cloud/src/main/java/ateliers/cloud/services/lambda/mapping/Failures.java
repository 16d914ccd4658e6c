package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.kit.Json;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which records of a batch a function failed on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
final class Failures {
    private static final ObjectMapper JSON = Json.mapper();

    private Failures() {}

    /**
     * The identifiers of the failed records.
     *
     * @param reports whether the mapping has {@code ReportBatchItemFailures}
     * @param all the identifiers of the batch
     */
    static Set<String> of(Answer answer, boolean reports, List<String> all) {
        if (answer.error().isPresent()) {
            return new LinkedHashSet<>(all);
        }
        return reports ? reported(answer.payload(), all) : Set.of();
    }

    /** A response that is not understood, or that names what was not in the batch, fails the whole batch. */
    private static Set<String> reported(byte[] payload, List<String> all) {
        JsonNode response;
        try {
            response = JSON.readTree(payload);
        } catch (IOException e) {
            return new LinkedHashSet<>(all);
        }
        if (response.isNull() || response.isMissingNode()) {
            return Set.of();
        }
        JsonNode items = response.path("batchItemFailures");
        boolean none = response.isObject() && (items.isMissingNode() || items.isNull());
        if (none) {
            return Set.of();
        }
        Set<String> failed = new LinkedHashSet<>();
        for (JsonNode item : items) {
            failed.add(item.path("itemIdentifier").asText(""));
        }
        return items.isArray() && all.containsAll(failed) ? failed : new LinkedHashSet<>(all);
    }
}
