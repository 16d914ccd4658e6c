package ateliers.cloud.door;

/**
 * Something that AWS has and this cloud lacks: an operation, a property, a feature. Never the caller's fault: what it
 * touches cannot be judged here. The message names the gap.
 */
public class Unsupported extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param gap what is missing, such as {@code "SAM transform: property Domain of AWS::Serverless::Api"} */
    public Unsupported(String gap) {
        super(gap);
    }
}
