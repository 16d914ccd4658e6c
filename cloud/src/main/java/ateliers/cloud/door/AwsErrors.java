package ateliers.cloud.door;

import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Makes the exceptions that services throw, so that callers in the JVM and over the wire see the same. */
public final class AwsErrors {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private AwsErrors() {}

    /**
     * An AWS error.
     *
     * @param builder of the service's exception class for this error, or of its base class where AWS models none
     * @param code AWS's error code, as it goes over the wire
     * @param status HTTP status
     * @param message AWS's words
     */
    public static AwsServiceException of(AwsServiceException.Builder builder, String code, int status, String message) {
        return builder.message(message)
                .statusCode(status)
                .requestId(CallContext.current().map(CallContext::requestId).orElse(null))
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }

    /** The same error, whose answer has more headers. */
    public static AwsServiceException with(AwsServiceException error, Map<String, String> headers) {
        AwsErrorDetails details = error.awsErrorDetails();
        SdkHttpResponse.Builder answer = details.sdkHttpResponse().toBuilder();
        headers.forEach(answer::putHeader);
        return error.toBuilder()
                .awsErrorDetails(
                        details.toBuilder().sdkHttpResponse(answer.build()).build())
                .build();
    }

    /**
     * What most services answer to too many calls.
     *
     * @see <a href="https://docs.aws.amazon.com/general/latest/gr/api-retries.html">Throttling</a>
     */
    static AwsServiceException throttled() {
        return of(AwsServiceException.builder(), "ThrottlingException", 400, "Rate exceeded");
    }

    /** Whether the service failed or had too much to do, so that the same call may succeed later. */
    public static boolean isWorthRetrying(AwsServiceException error) {
        return error.statusCode() >= SERVER_ERROR
                || error.statusCode() == TOO_MANY_REQUESTS
                || error.isThrottlingException();
    }

    /** The error code of an exception, or its class's name where it has none. */
    public static String code(Throwable error) {
        return error instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorCode()
                : error.getClass().getSimpleName();
    }

    /** AWS's words without what the SDK adds to them. */
    public static String message(Throwable error) {
        return error instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().errorMessage()
                : String.valueOf(error.getMessage());
    }
}
