package ateliers.cloud.template;

/** A template that a macro refuses, in the macro's words. */
public final class TransformFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransformFailed(String message) {
        super(message);
    }

    static TransformFailed layout(String function) {
        return new TransformFailed(function + " layout is incorrect");
    }

    static TransformFailed mismatch(String function) {
        return new TransformFailed(function + " resolve value type mismatch");
    }
}
