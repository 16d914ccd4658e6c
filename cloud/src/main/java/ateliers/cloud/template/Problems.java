package ateliers.cloud.template;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a template, with the lines. */
final class Problems {

    private final Template template;
    private final List<TemplateProblem> found = new ArrayList<>();

    Problems(Template template) {
        this.template = template;
    }

    /** @param path where it is: section, logical id, and on */
    void add(List<String> path, String message) {
        String logicalId = path.size() > 1 ? path.get(1) : "";
        found.add(new TemplateProblem(logicalId, template.lines().line(path).orElse(0), message));
    }

    void format(List<String> path, String message) {
        add(path, "Template format error: " + message);
    }

    List<TemplateProblem> found() {
        return found;
    }
}
