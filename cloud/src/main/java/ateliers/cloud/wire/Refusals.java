package ateliers.cloud.wire;

import ateliers.cloud.sdk.Protocol;

/**
 * What AWS says to requests that it cannot authenticate. Code and status depend on the service's family: services of
 * restXml, of awsQuery, of awsJson, and of restJson (see
 * <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">IAM's</a>,
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB's</a> and
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's</a> lists).
 */
enum Refusals {
    XML,
    QUERY,
    JSON,
    REST;

    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided.";
    private static final String LONG_ADVICE =
            " Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
    private static final String BAD_TOKEN = "The security token included in the request is invalid.";

    static Refusals of(Protocol protocol) {
        return switch (protocol) {
            case AWS_QUERY -> QUERY;
            case AWS_JSON, RPC_V2_CBOR -> JSON;
            case REST_JSON -> REST;
            case REST_XML -> XML;
        };
    }

    private WireFault fault(String xml, int xmlStatus, String query, String json, String xmlMessage, String message) {
        return switch (this) {
            case XML -> new WireFault(xml, xmlStatus, xmlMessage);
            case QUERY -> new WireFault(query, 403, message);
            case JSON -> new WireFault(json, 400, message);
            case REST -> new WireFault(json, 403, message);
        };
    }

    WireFault missing() {
        return fault(
                "AccessDenied",
                403,
                "MissingAuthenticationToken",
                "MissingAuthenticationTokenException",
                "Access Denied",
                this == REST ? "Missing Authentication Token" : "Request is missing Authentication Token");
    }

    WireFault incomplete(String message, boolean presigned) {
        return fault(
                presigned ? "AuthorizationQueryParametersError" : "AuthorizationHeaderMalformed",
                400,
                "IncompleteSignature",
                "IncompleteSignatureException",
                presigned ? message : "The authorization header is malformed; " + message,
                message);
    }

    WireFault unknownKey() {
        return fault(
                "InvalidAccessKeyId",
                403,
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The AWS Access Key Id you provided does not exist in our records.",
                BAD_TOKEN);
    }

    WireFault wrongToken() {
        return fault(
                "InvalidToken",
                400,
                "InvalidClientTokenId",
                "UnrecognizedClientException",
                "The provided token is malformed or otherwise invalid.",
                BAD_TOKEN);
    }

    WireFault expiredToken() {
        return fault(
                "ExpiredToken",
                400,
                "ExpiredToken",
                "ExpiredTokenException",
                "The provided token has expired.",
                "The security token included in the request is expired");
    }

    WireFault mismatch() {
        return fault(
                "SignatureDoesNotMatch",
                403,
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                MISMATCH + " Check your key and signing method.",
                MISMATCH + LONG_ADVICE);
    }

    /** Too old or of the future; the message is for all but restXml. */
    WireFault skewed(String message) {
        return fault(
                "RequestTimeTooSkewed",
                403,
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                "The difference between the request time and the current time is too large.",
                message);
    }

    /** What the regions that opened after SigV4 say to what came before it. */
    static WireFault olderSignature() {
        return new WireFault(
                "InvalidRequest",
                400,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    WireFault expiredUrl() {
        return fault(
                "AccessDenied",
                403,
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                "Request has expired",
                "Signature expired");
    }

    WireFault wrongRegion(String given, String expected) {
        return fault(
                "AuthorizationHeaderMalformed",
                400,
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                "The authorization header is malformed; the region '" + given + "' is wrong; expecting '" + expected
                        + "'",
                "Credential should be scoped to a valid region. ");
    }

    WireFault wrongService(String expected) {
        String message = "Credential should be scoped to correct service: '" + expected + "'. ";
        return fault(
                "AuthorizationHeaderMalformed",
                400,
                "SignatureDoesNotMatch",
                "InvalidSignatureException",
                message,
                message);
    }
}
