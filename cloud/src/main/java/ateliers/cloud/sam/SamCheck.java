package ateliers.cloud.sam;

import ateliers.cloud.template.Template;
import ateliers.cloud.template.TemplateCheck;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateProblem;
import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What AWS has against a template, serverless resources included, with the lines of the text as its author wrote it. A
 * resource that the transform generated stands on the line of the serverless resource that it was generated for.
 */
public final class SamCheck {

    private static final Pattern RESOURCE = Pattern.compile("Resource with id \\[([^]]+)] is invalid\\.");
    private static final Pattern EVENT = Pattern.compile("Event with id \\[([^]]+)] is invalid\\.");
    private static final Pattern PROPERTY =
            Pattern.compile("(?:[Pp]roperty '|property of '|property |in the ')([A-Za-z0-9.]+)");

    private SamCheck() {}

    /**
     * All problems of a template's text: those of its format, of the transform, or of the resources that come out.
     *
     * @return empty when AWS would accept the template
     * @throws ateliers.cloud.door.Unsupported if the template uses what SAM has and the transform lacks
     */
    public static List<TemplateProblem> problems(String text, SamContext context) {
        try {
            return problems(TemplateReader.read(text, TemplateReader.Source.URL), context);
        } catch (TemplateFormatException e) {
            return List.of(new TemplateProblem("", e.line().orElse(0), e.getMessage()));
        }
    }

    /** The same for a template that was read. */
    public static List<TemplateProblem> problems(Template template, SamContext context) {
        if (!SamTransform.isAskedFor(template.root())) {
            return TemplateCheck.problems(template);
        }
        try {
            Template transformed = template.withRoot(SamTransform.transform(template.root(), context));
            return TemplateCheck.problems(transformed).stream()
                    .map(each -> placed(template, each))
                    .toList();
        } catch (SamException e) {
            return e.causes().stream().map(each -> problem(template, each)).toList();
        }
    }

    private static TemplateProblem problem(Template template, String cause) {
        Matcher resource = RESOURCE.matcher(cause);
        if (!resource.find()) {
            int line = cause.startsWith("'Globals'")
                    ? template.lines().line("Globals").orElse(0)
                    : 0;
            return new TemplateProblem("", line, cause);
        }
        String id = resource.group(1);
        List<String> path = new ArrayList<>(List.of("Resources", id, "Properties"));
        Matcher event = EVENT.matcher(cause);
        if (event.find() && hasEvent(template, id, event.group(1))) {
            path.addAll(List.of("Events", event.group(1), "Properties"));
        }
        Matcher property = PROPERTY.matcher(cause);
        if (property.find()) {
            path.addAll(List.of(property.group(1).split("\\.")));
        }
        int line = template.lines().line(path).orElse(0);
        return placed(template, new TemplateProblem(id, known(template, id) ? line : 0, cause));
    }

    private static boolean hasEvent(Template template, String id, String event) {
        return template.root()
                .path("Resources")
                .path(id)
                .path("Properties")
                .path("Events")
                .has(event);
    }

    private static boolean known(Template template, String id) {
        return template.root().path("Resources").has(id);
    }

    /** Gives a problem of a generated resource the line of the resource whose name it begins with. */
    private static TemplateProblem placed(Template template, TemplateProblem problem) {
        JsonNode resources = template.root().path("Resources");
        if (problem.logicalId().isEmpty() || resources.has(problem.logicalId())) {
            return problem;
        }
        List<String> ids = new ArrayList<>();
        resources.fieldNames().forEachRemaining(ids::add);
        return ids.stream()
                .filter(problem.logicalId()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(id -> new TemplateProblem(
                        problem.logicalId(),
                        template.lines().line("Resources", id).orElse(0),
                        problem.message()))
                .orElse(problem);
    }
}
