package ateliers.cloud.sam;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * A template that the SAM transform refuses, with AWS's words: {@code Invalid Serverless Application Specification
 * document. Number of errors found: 1. Resource with id [X] is invalid. ...}
 */
public final class SamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> causes;

    SamException(List<String> found) {
        super(message(List.copyOf(new LinkedHashSet<>(found))));
        this.causes = List.copyOf(new LinkedHashSet<>(found));
    }

    /** The errors, one sentence or more each, without AWS's introduction. */
    public List<String> causes() {
        return causes;
    }

    private static String message(List<String> causes) {
        return "Invalid Serverless Application Specification document. Number of errors found: " + causes.size() + ". "
                + String.join(" ", causes);
    }
}
