package ateliers.cloud.door;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What AWS has and this cloud lacks. It is our gap, never the caller's fault: over the wire it is a 501 with the code
 * {@value #CODE}, and every criterion that meets it is an error, not a failure.
 */
public final class Unsupported extends AwsServiceException {
    public static final String CODE = "Unsupported";

    private static final long serialVersionUID = 1L;

    private final String gap;

    /** @param gap names what is missing, as {@code sqs: FIFO queues} */
    public Unsupported(String gap) {
        super(builder()
                .statusCode(501)
                .message(sentence(gap))
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(CODE)
                        .errorMessage(sentence(gap))
                        .build()));
        this.gap = gap;
    }

    /** What is missing, as {@code sqs: FIFO queues}. */
    public String gap() {
        return gap;
    }

    private static String sentence(String gap) {
        return "Unsupported by the embedded cloud: " + gap;
    }
}
