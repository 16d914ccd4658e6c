package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.s3.S3Client;

/** The OpenAPI document of an API: in the template, or in a bucket that CloudFormation's caller may read. */
final class ApiDocument {
    private ApiDocument() {}

    /** Its text; null where the template has none. */
    static String of(ResourceCall call) {
        JsonNode location = call.properties().path("BodyS3Location");
        if (location.isMissingNode()) {
            return call.document("Body");
        }
        String version = location.path("Version").asText();
        return call.client(S3Client.class)
                .getObjectAsBytes(
                        request -> request.bucket(location.path("Bucket").asText())
                                .key(location.path("Key").asText())
                                .versionId(version.isEmpty() ? null : version))
                .asUtf8String();
    }
}
