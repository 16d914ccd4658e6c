package ateliers.cloud.template;

import java.util.List;

/** A template, or the values given for its parameters, that CloudFormation refuses ({@code ValidationError}, 400). */
public final class TemplateValidationException extends RuntimeException {

    private final transient List<TemplateProblem> problems;

    public TemplateValidationException(List<TemplateProblem> problems) {
        super(problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    TemplateValidationException(String message) {
        this(List.of(new TemplateProblem("", 0, message)));
    }

    /** At least one; AWS names the first. */
    public List<TemplateProblem> problems() {
        return problems;
    }
}
