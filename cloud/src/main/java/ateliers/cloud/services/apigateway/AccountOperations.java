package ateliers.cloud.services.apigateway;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountResponse;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountResponse;

/** Operations on the account and on tags. */
final class AccountOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    AccountOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public GetAccountResponse getAccount(GetAccountRequest request) {
        return GetAccountResponse.builder()
                .cloudwatchRoleArn(apis.logRole().orElse(null))
                .throttleSettings(t -> t.burstLimit(5000).rateLimit(10000.0))
                .features("UsagePlans")
                .apiKeyVersion("4")
                .build();
    }

    @Override
    public UpdateAccountResponse updateAccount(UpdateAccountRequest request) {
        apis.checkPatches("updateAccountInput", request.patchOperations());
        for (PatchOperation patch : request.patchOperations()) {
            if ("/features".equals(patch.path())) {
                throw Patches.lacking("an account", patch.path());
            }
            PatchTarget.replaceOnly(patch, "/features", "/cloudwatchRoleArn");
            String role = patch.value() == null || patch.value().isEmpty() ? null : patch.value();
            if (role != null && !apis.trusts(role)) {
                throw ApiErrors.bad("The role ARN does not have required permissions configured. Please grant trust"
                        + " permission for API Gateway and add the required role policy.");
            }
            apis.logRole(role);
        }
        return Pojos.copy(getAccount(GetAccountRequest.builder().build()), UpdateAccountResponse.builder())
                .build();
    }

    @Override
    public GetTagsResponse getTags(GetTagsRequest request) {
        return GetTagsResponse.builder().tags(apis.tags(request.resourceArn())).build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        ApiErrors.refuseSystemTags(request.tags().keySet());
        Map<String, String> tags = apis.tags(request.resourceArn());
        tags.putAll(request.tags());
        apis.tags(request.resourceArn(), tags);
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        ApiErrors.refuseSystemTags(request.tagKeys());
        Map<String, String> tags = apis.tags(request.resourceArn());
        request.tagKeys().forEach(tags::remove);
        apis.tags(request.resourceArn(), tags);
        return UntagResourceResponse.builder().build();
    }
}
