package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Constraints;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;
import software.amazon.awssdk.services.apigateway.model.BadRequestException;
import software.amazon.awssdk.services.apigateway.model.ConflictException;
import software.amazon.awssdk.services.apigateway.model.NotFoundException;

/** The errors of REST APIs' control plane. */
final class ApiErrors {
    private ApiErrors() {}

    static AwsServiceException noApi(String account, String id) {
        return notFound("Invalid API identifier specified " + account + ":" + id);
    }

    /** @param what as {@code Resource} */
    static AwsServiceException noSuch(String what) {
        return notFound("Invalid " + what + " identifier specified");
    }

    static AwsServiceException noStatus() {
        return notFound("Invalid Response status code specified");
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(NotFoundException.builder(), "NotFoundException", 404, message);
    }

    static AwsServiceException bad(String message) {
        return AwsErrors.of(BadRequestException.builder(), "BadRequestException", 400, message);
    }

    /** Refuses a request whose members break their constraints, all of them in one sentence. */
    static void refuse(List<String> violations) {
        if (!violations.isEmpty()) {
            throw AwsErrors.of(
                    ApiGatewayException.builder(), "ValidationException", 400, Constraints.detected(violations));
        }
    }

    /** Nobody but AWS sets tags of its own. */
    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, ApiErrors::bad);
    }

    /** A mapping that names no parameter. */
    static AwsServiceException mapping(String error) {
        return bad("Invalid mapping expression specified: Validation Result: warnings : [], errors : [" + error + "]");
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(ConflictException.builder(), "ConflictException", 409, message);
    }
}
