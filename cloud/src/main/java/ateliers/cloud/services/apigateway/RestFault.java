package ateliers.cloud.services.apigateway;

import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;

/**
 * What a stage refuses by itself; each has a gateway response that may be changed.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">Gateway
 *     response types</a>
 */
final class RestFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String INTERNAL = "Internal server error";

    private final GatewayResponseType type;
    private final int status;
    private final String errorType;
    private final transient String reason;

    /** @param reason for the journal and the access log: what happened here, not told to the client */
    private RestFault(GatewayResponseType type, int status, String errorType, String message, String reason) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
        this.errorType = errorType;
        this.reason = reason;
    }

    GatewayResponseType type() {
        return type;
    }

    int status() {
        return status;
    }

    /** What {@code x-amzn-ErrorType} says. */
    String errorType() {
        return errorType;
    }

    String reason() {
        return reason;
    }

    /** No such API or stage, or one that must not be reached so. */
    static RestFault forbidden(String reason) {
        return new RestFault(GatewayResponseType.ACCESS_DENIED, 403, "ForbiddenException", "Forbidden", reason);
    }

    static RestFault noSuchMethod(String what) {
        return missingToken("there is no method " + what);
    }

    static RestFault missingToken(String reason) {
        return new RestFault(
                GatewayResponseType.MISSING_AUTHENTICATION_TOKEN,
                403,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token",
                reason);
    }

    static RestFault denied(String message) {
        return new RestFault(GatewayResponseType.ACCESS_DENIED, 403, "AccessDeniedException", message, message);
    }

    /** An authorizer, or its missing token, asks the caller to authenticate. */
    static RestFault unauthorized(String reason) {
        return new RestFault(GatewayResponseType.UNAUTHORIZED, 401, "UnauthorizedException", "Unauthorized", reason);
    }

    /** The authorizer cannot be asked, or its answer is none. AWS says nothing of it, not even a message. */
    static RestFault authorizer(String reason) {
        return new RestFault(
                GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR,
                500,
                "AuthorizerConfigurationException",
                null,
                reason);
    }

    /** The authorizer does not answer. */
    static RestFault authorizerFailure(String reason) {
        return new RestFault(GatewayResponseType.AUTHORIZER_FAILURE, 500, "AuthorizerFailureException", null, reason);
    }

    static RestFault signature(String code, String message) {
        GatewayResponseType type = code.startsWith("ExpiredToken")
                ? GatewayResponseType.EXPIRED_TOKEN
                : GatewayResponseType.INVALID_SIGNATURE;
        return code.startsWith("MissingAuthenticationToken")
                ? missingToken("the request is not signed")
                : new RestFault(type, 403, code, message, message);
    }

    static RestFault badParameters(String message) {
        return new RestFault(GatewayResponseType.BAD_REQUEST_PARAMETERS, 400, "BadRequestException", message, message);
    }

    /** @param validation what the schema says against the body */
    static RestFault badBody(String validation) {
        return new RestFault(
                GatewayResponseType.BAD_REQUEST_BODY, 400, "BadRequestException", "Invalid request body", validation);
    }

    /** No API key, or none for the stage. */
    static RestFault apiKey(String reason) {
        return new RestFault(GatewayResponseType.INVALID_API_KEY, 403, "ForbiddenException", "Forbidden", reason);
    }

    /** A usage plan's quota is used up. */
    static RestFault quota(String reason) {
        return new RestFault(
                GatewayResponseType.QUOTA_EXCEEDED, 429, "LimitExceededException", "Limit Exceeded", reason);
    }

    static RestFault throttled() {
        return new RestFault(
                GatewayResponseType.THROTTLED,
                429,
                "TooManyRequestsException",
                "Too Many Requests",
                "more requests than the stage lets through (throttling)");
    }

    static RestFault tooLarge(int limit) {
        String message = "HTTP content length exceeded " + limit + " bytes.";
        return new RestFault(GatewayResponseType.REQUEST_TOO_LARGE, 413, "RequestTooLargeException", message, message);
    }

    static RestFault unsupportedMediaType() {
        return new RestFault(
                GatewayResponseType.UNSUPPORTED_MEDIA_TYPE,
                415,
                "BadRequestException",
                "Unsupported Media Type",
                "no mapping template for the content type");
    }

    static RestFault configuration(String reason) {
        return new RestFault(
                GatewayResponseType.API_CONFIGURATION_ERROR, 500, "InternalServerErrorException", INTERNAL, reason);
    }

    static RestFault badAnswer(String reason) {
        return new RestFault(GatewayResponseType.DEFAULT_5_XX, 502, "InternalServerErrorException", INTERNAL, reason);
    }

    static RestFault late() {
        return new RestFault(
                GatewayResponseType.INTEGRATION_TIMEOUT,
                504,
                "InternalServerErrorException",
                "Endpoint request timed out",
                "the function did not answer in time");
    }
}
