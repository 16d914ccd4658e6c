package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code decisions.txt}; its first lines say how it is written. */
final class DecisionTable {
    private static final String ACCOUNT = "111111111111";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of the table. What it says is read when it is decided, so that a fault in reading is that line's. */
    record Case(String name, List<String> columns, String expected) {
        Decision decide() {
            AccessRequest request = request(columns);
            Map<String, Policy> policies = policies(columns.get(4));
            Grants grants = new Grants(
                    Stream.of("identity", "identity2008")
                            .map(policies::get)
                            .filter(policy -> policy != null)
                            .toList(),
                    Optional.ofNullable(policies.get("boundary")),
                    Optional.ofNullable(policies.get("session")).stream().toList());
            return policies.containsKey("trust")
                    ? Evaluator.trust(request, grants, policies.get("trust"))
                    : Evaluator.decide(request, grants, Optional.ofNullable(policies.get("resource")));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private DecisionTable() {}

    static List<Case> read() throws IOException {
        try (InputStream in = DecisionTable.class.getResourceAsStream("decisions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(DecisionTable::read)
                    .toList();
        }
    }

    private static Case read(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 7) {
            throw new IllegalArgumentException("not 7 columns: " + line);
        }
        List<String> stripped = Stream.of(columns).map(String::strip).toList();
        return new Case(stripped.get(0), stripped, stripped.get(6));
    }

    private static AccessRequest request(List<String> columns) {
        String resource = columns.get(3);
        Map<String, List<String>> context = context(columns.get(5));
        String account = context.containsKey("account")
                ? context.remove("account").get(0)
                : Optional.of(resource.split(":"))
                        .filter(parts -> parts.length > 4 && !parts[4].isEmpty())
                        .map(parts -> parts[4])
                        .orElse(ACCOUNT);
        RequestContext.Builder keys = RequestContext.builder();
        context.forEach(keys::put);
        return new AccessRequest(caller(columns.get(1)), columns.get(2), resource, account, keys.build());
    }

    private static Caller caller(String text) {
        return switch (text.split(" ")[0]) {
            case "user" -> Caller.user(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/bob");
            case "other" -> Caller.user("222222222222", "arn:aws:iam::222222222222:user/eve");
            case "role" ->
                Caller.session(
                        ACCOUNT,
                        "arn:aws:sts::" + ACCOUNT + ":assumed-role/app/s1",
                        "arn:aws:iam::" + ACCOUNT + ":role/app");
            case "root" -> Caller.root(ACCOUNT);
            case "anonymous" -> Caller.anonymous();
            case "service" -> Caller.service(text.split(" ")[1]);
            default -> throw new IllegalArgumentException("no such caller: " + text);
        };
    }

    private static Map<String, List<String>> context(String text) {
        Map<String, List<String>> context = new HashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("; ")) {
            String[] sides = pair.split("=", 2);
            context.computeIfAbsent(sides[0], key -> new ArrayList<>()).add(sides[1]);
        }
        return context;
    }

    private static Map<String, Policy> policies(String text) {
        Map<String, ArrayNode> statements = new LinkedHashMap<>();
        for (String statement : text.isEmpty() ? new String[0] : text.split("; ")) {
            String[] words = statement.split(" ");
            statements.computeIfAbsent(words[0], kind -> JSON.createArrayNode()).add(statement(words));
        }
        Map<String, Policy> policies = new HashMap<>();
        statements.forEach((kind, list) -> {
            ObjectNode document = JSON.createObjectNode();
            document.put("Version", kind.endsWith("2008") ? "2008-10-17" : "2012-10-17");
            document.set("Statement", list);
            policies.put(kind, Policy.parse(document.toString(), kind(kind)));
        });
        return policies;
    }

    private static PolicyKind kind(String text) {
        return switch (text) {
            case "identity", "boundary" -> PolicyKind.MANAGED;
            case "identity2008" -> PolicyKind.INLINE;
            default -> PolicyKind.valueOf(text.toUpperCase(Locale.ROOT));
        };
    }

    private static ObjectNode statement(String[] words) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Effect", words[1].equals("allow") ? "Allow" : "Deny");
        String element = "Action";
        for (int i = 2; i < words.length; i++) {
            switch (words[i]) {
                case "on" -> element = "Resource";
                case "to" -> element = "Principal";
                case "if" -> {
                    statement
                            .withObject("/Condition")
                            .withObject("/" + words[i + 1])
                            .set(words[i + 2], list(words[i + 3]));
                    i += 3;
                }
                case "not" -> element = "Not" + element;
                default -> statement.set(element, element.endsWith("Principal") ? principal(words[i]) : list(words[i]));
            }
        }
        return statement;
    }

    private static ArrayNode list(String text) {
        ArrayNode list = JSON.createArrayNode();
        // A comma that belongs to a variable's default separates nothing.
        Stream.of(text.split(",(?!')")).forEach(list::add);
        return list;
    }

    private static JsonNode principal(String text) {
        if (text.equals("*")) {
            return JSON.getNodeFactory().textNode("*");
        }
        ObjectNode principal = JSON.createObjectNode();
        for (String one : text.split(",")) {
            String[] sides = one.split(":", 2);
            String type = sides[0].equals("aws") ? "AWS" : "Service";
            principal.withArray("/" + type).add(sides[1]);
        }
        return principal;
    }
}
