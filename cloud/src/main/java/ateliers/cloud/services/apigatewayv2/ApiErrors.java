package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Pojos;
import java.util.Collection;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.BadRequestException;
import software.amazon.awssdk.services.apigatewayv2.model.ConflictException;
import software.amazon.awssdk.services.apigatewayv2.model.NotFoundException;

/** The errors of HTTP APIs' control plane. */
final class ApiErrors {
    private ApiErrors() {}

    static AwsServiceException bad(String message) {
        return AwsErrors.of(BadRequestException.builder(), "BadRequestException", 400, message);
    }

    static AwsServiceException conflict(String message) {
        return AwsErrors.of(ConflictException.builder(), "ConflictException", 409, message);
    }

    static AwsServiceException notFound(String message) {
        return AwsErrors.of(NotFoundException.builder(), "NotFoundException", 404, message);
    }

    /** @param what as {@code Route} */
    static AwsServiceException noSuch(String what) {
        return notFound("Invalid " + what + " identifier specified");
    }

    /** Nobody but AWS sets tags of its own. */
    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, ApiErrors::bad);
    }

    /** Refuses what AWS has of HTTP APIs and this cloud lacks. */
    static void lacking(SdkPojo request, String... members) {
        for (String member : members) {
            if (Pojos.has(request, member)) {
                throw new Unsupported("apigatewayv2: " + member + " of HTTP APIs");
            }
        }
    }

    /** Refuses what only WebSocket APIs have. */
    static void webSocketOnly(SdkPojo request, String... members) {
        for (String member : members) {
            if (Pojos.has(request, member)) {
                throw bad(member + " is supported only for WebSocket APIs");
            }
        }
    }
}
