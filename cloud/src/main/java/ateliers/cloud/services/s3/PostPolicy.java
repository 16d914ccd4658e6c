package ateliers.cloud.services.s3;

import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy document: what a form may hold that is posted with it, and until when. Every field has to be in a condition.
 *
 * @param conditions all but those of the upload's size
 * @param sizes what the upload's size may be
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST policy</a>
 */
record PostPolicy(Instant expiration, List<Condition> conditions, List<Sizes> sizes) {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Set<String> OF_SIGNATURES =
            Set.of("policy", "x-amz-signature", "signature", "awsaccesskeyid", "file");

    /** A condition on a field, which has to be there even where it may begin with anything. */
    record Condition(String operation, String field, String value) {
        private boolean holds(Map<String, String> form) {
            if (!field.startsWith("$")) {
                return false;
            }
            String given = form.get(name());
            if (given == null || operation.equals("eq")) {
                return value.equals(given);
            }
            // A Content-Type with commas is a list, each of whose values has to meet the condition.
            return name().equals("content-type")
                    ? Stream.of(given.split(",")).allMatch(each -> each.strip().startsWith(value))
                    : given.startsWith(value);
        }

        private String name() {
            return field.substring(Math.min(1, field.length())).toLowerCase(Locale.ROOT);
        }

        private RuntimeException failed() {
            return PostPolicy.failed(Stream.of(operation, field, value));
        }
    }

    /** The sizes that the upload may have, in bytes. */
    record Sizes(long least, long most) {
        /** Refuses an upload that is not so large. */
        void check(long size) {
            if (size > most) {
                throw PostErrors.tooLarge(size, most);
            }
            if (size < least) {
                throw PostErrors.tooSmall(size, least);
            }
        }
    }

    /** The policy that a form has in base64. */
    static PostPolicy of(String base64) {
        JsonNode document;
        try {
            document = JSON.readTree(Base64.getDecoder().decode(base64));
        } catch (JsonProcessingException e) {
            throw PostErrors.invalidPolicy("Invalid JSON.");
        } catch (IOException | IllegalArgumentException e) {
            throw PostErrors.invalidPolicy("invalid Base64 encoding.");
        }
        if (!document.isObject()) {
            throw PostErrors.invalidPolicy("Invalid JSON.");
        }
        JsonNode tests = document.path("conditions");
        Instant expiration = expiration(document.path("expiration"));
        if (tests.isMissingNode()) {
            throw PostErrors.invalidPolicy("Policy missing conditions.");
        }
        if (!tests.isArray()) {
            throw PostErrors.invalidPolicy("Invalid 'conditions' value: must be a List.");
        }
        List<Condition> conditions = new ArrayList<>();
        List<Sizes> sizes = new ArrayList<>();
        for (JsonNode test : tests) {
            if (test.isObject()) {
                conditions.add(simple(test));
            } else if (operation(test).equals("content-length-range")) {
                sizes.add(sizes(test));
            } else {
                conditions.add(new Condition(
                        operation(test), test.get(1).asText(), test.get(2).asText()));
            }
        }
        return new PostPolicy(expiration, conditions, sizes);
    }

    private static Instant expiration(JsonNode given) {
        if (given.isMissingNode()) {
            throw PostErrors.invalidPolicy("Policy missing expiration.");
        }
        try {
            return Instant.parse(given.asText());
        } catch (DateTimeException e) {
            throw PostErrors.invalidPolicy("Invalid 'expiration' value: '" + given.asText() + "'");
        }
    }

    private static Condition simple(JsonNode test) {
        if (test.size() != 1) {
            throw PostErrors.invalidPolicy(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        Map.Entry<String, JsonNode> only = test.properties().iterator().next();
        if (!only.getValue().isTextual()) {
            throw PostErrors.invalidPolicy("Invalid Simple-Condition: value must be a string.");
        }
        return new Condition("eq", "$" + only.getKey(), only.getValue().asText());
    }

    private static String operation(JsonNode test) {
        if (!test.isArray()) {
            throw PostErrors.invalidPolicy("Invalid condition test: must be a List or Object.");
        }
        String operation = test.path(0).asText("").toLowerCase(Locale.ROOT);
        if (operation.isEmpty()) {
            throw PostErrors.invalidPolicy("Invalid Condition: missing operation identifier.");
        }
        if (!Set.of("eq", "starts-with", "content-length-range").contains(operation)) {
            throw PostErrors.invalidPolicy("Invalid Condition: unknown operation '" + operation + "'.");
        }
        if (test.size() != 3) {
            throw PostErrors.invalidPolicy("Invalid " + operation + ": wrong number of arguments.");
        }
        return operation;
    }

    private static Sizes sizes(JsonNode test) {
        try {
            return new Sizes(
                    Long.parseLong(test.get(1).asText()),
                    Long.parseLong(test.get(2).asText()));
        } catch (NumberFormatException e) {
            throw failed(Stream.of(0, 1, 2).map(i -> test.get(i).asText()));
        }
    }

    private static RuntimeException failed(Stream<String> condition) {
        return PostErrors.againstPolicy("Policy Condition failed: "
                + condition.map(each -> "\"" + each + "\"").collect(Collectors.joining(", ", "[", "]")));
    }

    /**
     * Refuses a form that it does not let.
     *
     * @param form the values of fields by their names in small letters, with that of {@code bucket}
     */
    void check(Map<String, String> form, Instant now) {
        if (!now.isBefore(expiration)) {
            throw PostErrors.againstPolicy("Policy expired.");
        }
        Set<String> known = new HashSet<>(OF_SIGNATURES);
        for (Condition condition : conditions) {
            if (!condition.holds(form)) {
                throw condition.failed();
            }
            known.add(condition.name());
        }
        Optional<String> extra = form.keySet().stream()
                .filter(field -> !known.contains(field) && !field.startsWith("x-ignore-"))
                .findFirst();
        if (extra.isPresent()) {
            throw PostErrors.againstPolicy("Extra input fields: " + extra.get());
        }
    }
}
