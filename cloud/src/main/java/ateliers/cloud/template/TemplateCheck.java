package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What CloudFormation has against a template by itself, whatever its parameters' values. Checked after transforms.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">template anatomy</a>
 */
public final class TemplateCheck {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Conditions",
            "Description",
            "Hooks",
            "Mappings",
            "Metadata",
            "Outputs",
            "Parameters",
            "Resources",
            "Rules",
            "Transform");
    private static final int MAX_PATHS = 200;

    private TemplateCheck() {}

    /**
     * What makes AWS refuse the template at once, before a stack exists; AWS names the first. Empty when it would be
     * accepted.
     *
     * @throws ateliers.cloud.door.Unsupported if {@code Fn::Transform} stands for members of a section
     */
    public static List<TemplateProblem> refusals(Template template) {
        return refusals(template, Set.of());
    }

    private static List<TemplateProblem> refusals(Template template, Set<String> gone) {
        TemplateGaps.sections(template.root());
        Problems problems = new Problems(template);
        sections(template.root(), problems);
        if (problems.found().isEmpty()) {
            new SectionCheck(template.root(), problems).check();
            new ResourceCheck(template.root(), problems).check();
        }
        if (problems.found().isEmpty()) {
            new ReferenceCheck(template.root(), problems, gone).check();
        }
        if (problems.found().isEmpty()) {
            cycle(template.root(), problems);
        }
        return problems.found();
    }

    /**
     * Refusals, and resources whose properties do not fit their schema: those AWS only finds when it comes to make
     * them.
     */
    public static List<TemplateProblem> problems(Template template) {
        List<TemplateProblem> refusals = refusals(template);
        if (!template.root().path("Resources").isObject()) {
            return refusals;
        }
        Problems problems = new Problems(template);
        template.root()
                .get("Resources")
                .properties()
                .forEach(each -> ResourceSchemas.extract()
                        .find(each.getValue().path("Type").asText())
                        .ifPresent(schema -> properties(schema, each.getKey(), each.getValue(), problems)));
        List<TemplateProblem> all = new ArrayList<>(refusals);
        all.addAll(problems.found());
        return all;
    }

    /** @throws TemplateValidationException if AWS refuses the template */
    public static void refuse(Template template) {
        refuse(template, Set.of());
    }

    /** @param gone resources that their conditions took away from the template */
    static void refuse(Template template, Set<String> gone) {
        List<TemplateProblem> refusals = refusals(template, gone);
        if (!refusals.isEmpty()) {
            throw new TemplateValidationException(refusals);
        }
    }

    private static void properties(ResourceSchema schema, String id, JsonNode resource, Problems problems) {
        JsonNode properties = resource.has("Properties")
                ? resource.get("Properties")
                : resource.isObject() ? ((ObjectNode) resource).objectNode() : resource;
        if (!properties.isObject()) {
            return;
        }
        for (PropertiesCheck.Violation violation : PropertiesCheck.violations(schema, properties)) {
            List<String> path = new ArrayList<>(List.of("Resources", id, "Properties"));
            path.addAll(violation.path());
            problems.add(path, PropertiesCheck.reason(id, List.of(violation)));
        }
    }

    private static void sections(ObjectNode root, Problems problems) {
        Set<String> unknown = new TreeSet<>();
        root.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(SECTIONS);
        if (!unknown.isEmpty()) {
            problems.add(
                    List.of(unknown.iterator().next()),
                    "Invalid template property or properties [" + String.join(", ", unknown) + "]");
        }
        nulls(root, new ArrayDeque<>(), problems);
        JsonNode version = root.path("AWSTemplateFormatVersion");
        if (!version.isMissingNode() && !version.asText().equals("2010-09-09")) {
            problems.format(
                    List.of("AWSTemplateFormatVersion"),
                    version.asText() + " is not a supported value for AWSTemplateFormatVersion.");
        }
        JsonNode description = root.path("Description");
        if (!description.isMissingNode() && !description.isTextual()) {
            problems.format(List.of("Description"), "every Description member must be a string.");
        } else if (description.asText().length() > 1024) {
            problems.format(List.of("Description"), "'Description' length is greater than 1024.");
        }
        if (root.has("Resources") && !root.get("Resources").isObject()) {
            problems.format(List.of("Resources"), "Any Resources member must be an object.");
        } else if (root.path("Resources").isEmpty()) {
            problems.format(List.of("Resources"), "At least one Resources member must be defined.");
        }
    }

    private static void nulls(JsonNode value, Deque<String> path, Problems problems) {
        if (value.isNull()) {
            problems.add(List.copyOf(path), "[" + pointer(path) + "] 'null' values are not allowed in templates");
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> each : value.properties()) {
                path.addLast(each.getKey());
                nulls(each.getValue(), path, problems);
                path.removeLast();
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size() && problems.found().size() < MAX_PATHS; i++) {
                path.addLast(String.valueOf(i));
                nulls(value.get(i), path, problems);
                path.removeLast();
            }
        }
    }

    /** AWS names a resource's properties after the member that stands before them. */
    private static String pointer(Collection<String> path) {
        List<String> steps = new ArrayList<>(path);
        if (steps.size() > 3 && steps.get(0).equals("Resources") && steps.get(2).equals("Properties")) {
            steps.set(2, "Type");
        }
        return "/" + String.join("/", steps);
    }

    private static void cycle(ObjectNode root, Problems problems) {
        Map<String, Collection<String>> dependencies = new LinkedHashMap<>();
        root.get("Resources")
                .properties()
                .forEach(each -> dependencies.put(
                        each.getKey(), ResourceDeclaration.dependencies(root, each.getKey(), each.getValue())));
        List<String> circular = Dependencies.circular(dependencies);
        if (!circular.isEmpty()) {
            problems.add(
                    List.of("Resources", circular.get(0)),
                    "Circular dependency between resources: [" + String.join(", ", circular) + "]");
        }
    }
}
