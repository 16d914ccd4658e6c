package ateliers.cloud.services.s3;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What S3 says of forms that browsers post, and of their policies. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">the list of error codes</a>; the words are
 * those that AWS answered to LocalStack's tests of {@code TestS3PresignedPost}.
 */
final class PostErrors {
    private PostErrors() {}

    static AwsServiceException noForm() {
        return DetailedError.of(
                S3Errors.preconditionFailed(),
                Map.of("Condition", "Bucket POST must be of the enclosure-type multipart/form-data"));
    }

    static AwsServiceException malformed() {
        return S3Errors.of(
                "MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data.");
    }

    static AwsServiceException tooMuchBeforeTheFile() {
        return S3Errors.of(
                "MaxPostPreDataLengthExceededError",
                400,
                "Your POST request fields preceding the upload file were too large.");
    }

    static AwsServiceException missing(String field) {
        return argument(
                field,
                "",
                "Bucket POST must contain a field named '" + field
                        + "'.  If it is specified, please check the order of the fields.");
    }

    static AwsServiceException noFile() {
        return argument("file", "0", "POST requires exactly one file upload per request.");
    }

    static AwsServiceException algorithm(String given) {
        return argument("X-Amz-Algorithm", given, "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
    }

    private static AwsServiceException argument(String name, String value, String message) {
        Map<String, String> elements = new LinkedHashMap<>();
        elements.put("ArgumentName", name);
        elements.put("ArgumentValue", value);
        return DetailedError.of(S3Errors.invalidArgument(message), elements);
    }

    static AwsServiceException tooLarge(long size, long most) {
        return size(
                "EntityTooLarge",
                "Your proposed upload exceeds the maximum allowed size",
                size,
                Map.entry("MaxSizeAllowed", most));
    }

    static AwsServiceException tooSmall(long size, long least) {
        return size(
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                size,
                Map.entry("MinSizeAllowed", least));
    }

    private static AwsServiceException size(String code, String message, long size, Map.Entry<String, Long> limit) {
        Map<String, String> elements = new LinkedHashMap<>();
        elements.put("ProposedSize", Long.toString(size));
        elements.put(limit.getKey(), limit.getValue().toString());
        return DetailedError.of(S3Errors.of(code, 400, message), elements);
    }

    static AwsServiceException invalidPolicy(String message) {
        return S3Errors.of("InvalidPolicyDocument", 400, "Invalid Policy: " + message);
    }

    static AwsServiceException againstPolicy(String message) {
        return S3Errors.accessDenied("Invalid according to Policy: " + message);
    }
}
