package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SAM's policy templates, by name. Their text form is described at the head of the resource {@code policy-templates.txt}.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html">Policy template list</a>
 */
final class PolicyTemplates {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z]+)}");

    private final Map<String, Template> templates;

    private PolicyTemplates(Map<String, Template> templates) {
        this.templates = templates;
    }

    static PolicyTemplates instance() {
        return Holder.INSTANCE;
    }

    boolean has(String name) {
        return templates.containsKey(name);
    }

    int size() {
        return templates.size();
    }

    /**
     * The policy document of a template.
     *
     * @param logicalId the resource that uses it, for errors
     * @param values the parameters' values; others than the template's are left aside, as SAM does
     */
    ObjectNode document(String logicalId, String name, JsonNode values) {
        Template template = templates.get(name);
        if (values == null || !values.isObject()) {
            throw SamProblem.resource(
                    logicalId, "Must specify valid parameter values for policy template '" + name + "'");
        }
        List<String> missing = template.parameters().stream()
                .filter(parameter -> !values.has(parameter))
                .map(parameter -> "'" + parameter + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw SamProblem.resource(
                    logicalId,
                    "Following required parameters of template '" + name + "' don't have values: " + missing);
        }
        ArrayNode statements = Nodes.array();
        for (List<String> lines : template.statements()) {
            statements.add(statement(lines, template, values));
        }
        return Nodes.object("Statement", statements);
    }

    private static ObjectNode statement(List<String> lines, Template template, JsonNode values) {
        ObjectNode statement = Nodes.object("Effect", "Allow");
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "allow" -> statement.set("Action", actions(words));
                case "allow-one" -> statement.set("Action", actions(words).get(0));
                case "on" -> statement.set("Resource", value(words[1], template, values));
                case "on-each" -> statement.withArray("/Resource").add(value(words[1], template, values));
                case "if" ->
                    statement.set(
                            "Condition",
                            Nodes.object(words[1], Nodes.object(words[2], value(words[3], template, values))));
                default -> throw new IllegalStateException("Not a line of a policy template: " + line);
            }
        }
        return statement;
    }

    private static ArrayNode actions(String[] words) {
        ArrayNode actions = Nodes.array();
        for (String word : Arrays.copyOfRange(words, 1, words.length)) {
            int colon = word.indexOf(':');
            for (String action : word.substring(colon + 1).split(",")) {
                actions.add(word.substring(0, colon + 1) + action);
            }
        }
        return actions;
    }

    private static JsonNode value(String text, Template template, JsonNode values) {
        ObjectNode variables = Nodes.object();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            variables.set(matcher.group(1), values.get(template.parameter(matcher.group(1))));
        }
        if (!variables.isEmpty()) {
            return Intrinsics.sub(text, variables);
        }
        return text.contains("${") ? Intrinsics.sub(text) : Nodes.array(text).get(0);
    }

    private record Template(List<String> parameters, List<List<String>> statements) {
        String parameter(String variable) {
            return parameters.stream()
                    .filter(parameter -> parameter.toLowerCase(Locale.ROOT).equals(variable.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final class Holder {
        static final PolicyTemplates INSTANCE = read();

        private static PolicyTemplates read() {
            Map<String, Template> templates = new HashMap<>();
            Template current = null;
            for (String line : Lines.of("policy-templates.txt")) {
                if (!line.startsWith(" ")) {
                    String[] words = line.split(" ");
                    List<String> parameters = List.of(Arrays.copyOfRange(words, 1, words.length));
                    current = new Template(parameters, new ArrayList<>());
                    templates.put(words[0], current);
                } else {
                    List<List<String>> statements = current.statements();
                    if (line.startsWith("  allow")) {
                        statements.add(new ArrayList<>());
                    }
                    statements.get(statements.size() - 1).add(line.strip());
                }
            }
            return new PolicyTemplates(templates);
        }
    }
}
