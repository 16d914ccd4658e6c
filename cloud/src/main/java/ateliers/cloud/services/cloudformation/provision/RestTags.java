package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Tags of what REST APIs are made of. */
final class RestTags {
    private RestTags() {}

    /** The ARN of something of API Gateway's, by its path as {@code /restapis/id}. */
    static String arn(ResourceCall call, String path) {
        return "arn:aws:apigateway:" + call.place().region() + "::" + path;
    }

    /** Sets the tags that the template gives now, and takes off those that it no longer does. */
    static void update(ResourceCall call, ObjectNode before, ApiGatewayClient gateway, String path) {
        String arn = arn(call, path);
        call.tagChange(before)
                .apply(
                        keys -> gateway.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        set -> gateway.tagResource(
                                request -> request.resourceArn(arn).tags(set)));
    }
}
