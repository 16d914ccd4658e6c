package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkOperation;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The status of success where it is not 200. The SDK's classes do not tell; these are the API references' (see for
 * example <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>).
 */
final class SuccessStatus {
    private static final Set<String> S3_NO_CONTENT = Set.of(
            "AbortMultipartUpload",
            "DeleteBucket",
            "DeleteObject",
            "DeleteObjectTagging",
            "DeletePublicAccessBlock",
            "PutBucketPolicy",
            "PutBucketTagging");

    private static final Map<String, Integer> LAMBDA = Map.ofEntries(
            Map.entry("AddLayerVersionPermission", 201),
            Map.entry("AddPermission", 201),
            Map.entry("CreateAlias", 201),
            Map.entry("CreateCodeSigningConfig", 201),
            Map.entry("CreateEventSourceMapping", 202),
            Map.entry("CreateFunction", 201),
            Map.entry("CreateFunctionUrlConfig", 201),
            Map.entry("DeleteAlias", 204),
            Map.entry("DeleteCodeSigningConfig", 204),
            Map.entry("DeleteEventSourceMapping", 202),
            Map.entry("DeleteFunction", 204),
            Map.entry("DeleteFunctionCodeSigningConfig", 204),
            Map.entry("DeleteFunctionConcurrency", 204),
            Map.entry("DeleteFunctionEventInvokeConfig", 204),
            Map.entry("DeleteFunctionUrlConfig", 204),
            Map.entry("DeleteLayerVersion", 204),
            Map.entry("DeleteProvisionedConcurrencyConfig", 204),
            Map.entry("InvokeAsync", 202),
            Map.entry("PublishLayerVersion", 201),
            Map.entry("PublishVersion", 201),
            Map.entry("PutProvisionedConcurrencyConfig", 202),
            Map.entry("RemoveLayerVersionPermission", 204),
            Map.entry("RemovePermission", 204),
            Map.entry("TagResource", 204),
            Map.entry("UntagResource", 204),
            Map.entry("UpdateEventSourceMapping", 202));

    private SuccessStatus() {}

    static int of(SdkOperation operation, SdkPojo response) {
        String name = operation.name();
        return switch (operation.service().signingName()) {
            case "s3" -> s3(name, response);
            case "lambda" -> LAMBDA.getOrDefault(name, 200);
            case "apigateway" -> apiGateway(operation);
            default -> 200;
        };
    }

    private static int s3(String name, SdkPojo response) {
        boolean partial = response instanceof GetObjectResponse get && get.contentRange() != null
                || response instanceof HeadObjectResponse head && head.contentRange() != null;
        if (partial) {
            return 206;
        }
        return S3_NO_CONTENT.contains(name) || name.startsWith("DeleteBucket") ? 204 : 200;
    }

    /** Both versions: what is created is 201, what is deleted is 202 in the first and 204 in the second. */
    private static int apiGateway(SdkOperation operation) {
        String name = operation.name();
        boolean second = operation.binding().uri().startsWith("/v2/");
        if (name.startsWith("Create")
                || Set.of("ImportRestApi", "ImportApi", "ReimportApi").contains(name)) {
            return 201;
        }
        if (name.equals("UpdateMethodResponse") && !second) {
            return 201;
        }
        if (name.equals("TagResource")) {
            return second ? 201 : 204;
        }
        if (name.equals("UntagResource")) {
            return 204;
        }
        if (!second
                && Set.of(
                                "PutMethod",
                                "PutIntegration",
                                "PutMethodResponse",
                                "PutIntegrationResponse",
                                "PutGatewayResponse")
                        .contains(name)) {
            return 201;
        }
        if (name.startsWith("Delete") || name.startsWith("Flush")) {
            boolean parts = Set.of(
                            "DeleteMethod", "DeleteIntegration", "DeleteMethodResponse", "DeleteIntegrationResponse")
                    .contains(name);
            return second || parts ? 204 : 202;
        }
        return 200;
    }
}
