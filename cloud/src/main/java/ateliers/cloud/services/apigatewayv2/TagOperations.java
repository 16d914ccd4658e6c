package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.kit.Operations;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceResponse;

/** Operations on tags. */
final class TagOperations implements ApiGatewayV2Client, Operations {
    private final HttpApis apis;

    TagOperations(HttpApis apis) {
        this.apis = apis;
    }

    @Override
    public GetTagsResponse getTags(GetTagsRequest request) {
        return GetTagsResponse.builder().tags(apis.tags(request.resourceArn())).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> tags = apis.tags(request.resourceArn());
        ApiErrors.refuseSystemTags(request.tags().keySet());
        tags.putAll(request.tags());
        apis.tags(request.resourceArn(), tags);
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Map<String, String> tags = apis.tags(request.resourceArn());
        ApiErrors.refuseSystemTags(request.tagKeys());
        request.tagKeys().forEach(tags::remove);
        apis.tags(request.resourceArn(), tags);
        return UntagResourceResponse.builder().build();
    }
}
