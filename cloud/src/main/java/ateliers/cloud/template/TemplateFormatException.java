package ateliers.cloud.template;

import java.util.OptionalInt;

/** A text that CloudFormation cannot read as a template. The message has AWS's words ({@code ValidationError}, 400). */
public final class TemplateFormatException extends RuntimeException {

    private final int line;
    private final int column;

    TemplateFormatException(String message) {
        this(message, 0, 0);
    }

    TemplateFormatException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Line from 1; empty when the whole text is at fault. */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /** Column from 1; empty when the whole text is at fault. */
    public OptionalInt column() {
        return line > 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }
}
