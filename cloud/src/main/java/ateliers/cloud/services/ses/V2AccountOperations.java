package ateliers.cloud.services.ses;

import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.GetAccountRequest;
import software.amazon.awssdk.services.sesv2.model.GetAccountResponse;
import software.amazon.awssdk.services.sesv2.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sesv2.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sesv2.model.PutAccountDetailsRequest;
import software.amazon.awssdk.services.sesv2.model.PutAccountDetailsResponse;
import software.amazon.awssdk.services.sesv2.model.PutAccountSendingAttributesRequest;
import software.amazon.awssdk.services.sesv2.model.PutAccountSendingAttributesResponse;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TagResourceRequest;
import software.amazon.awssdk.services.sesv2.model.TagResourceResponse;
import software.amazon.awssdk.services.sesv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.sesv2.model.UntagResourceResponse;

/** The account, and the tags of what it has. AWS's staff looks at each request to leave the sandbox; here it is granted at once. */
final class V2AccountOperations implements SesV2Client, Operations {
    private static final SesErrors ERRORS = SesErrors.V2;

    private final Account account;
    private final Identities identities;
    private final ConfigurationSets sets;

    V2AccountOperations(Account account, Identities identities, ConfigurationSets sets) {
        this.account = account;
        this.identities = identities;
        this.sets = sets;
    }

    @Override
    public GetAccountResponse getAccount(GetAccountRequest request) {
        return GetAccountResponse.builder()
                .dedicatedIpAutoWarmupEnabled(true)
                .enforcementStatus("HEALTHY")
                .productionAccessEnabled(!account.isSandbox())
                .sendingEnabled(account.isEnabled())
                .sendQuota(quota -> quota.max24HourSend(account.max24HourSend())
                        .maxSendRate(account.maxSendRate())
                        .sentLast24Hours(account.sentLast24Hours()))
                .suppressionAttributes(suppression ->
                        suppression.suppressedReasons(SuppressionListReason.BOUNCE, SuppressionListReason.COMPLAINT))
                .build();
    }

    @Override
    public PutAccountDetailsResponse putAccountDetails(PutAccountDetailsRequest request) {
        if (request.mailType() == null || request.websiteURL() == null) {
            throw ERRORS.parameter("MailType and WebsiteURL must be specified.");
        }
        account.leaveSandbox(Boolean.TRUE.equals(request.productionAccessEnabled()));
        return PutAccountDetailsResponse.builder().build();
    }

    @Override
    public PutAccountSendingAttributesResponse putAccountSendingAttributes(PutAccountSendingAttributesRequest request) {
        account.enable(Boolean.TRUE.equals(request.sendingEnabled()));
        return PutAccountSendingAttributesResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        tags(request.resourceArn()).putAll(V2IdentityOperations.tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        request.tagKeys().forEach(V2IdentityOperations::refuseSystemTag);
        tags(request.resourceArn()).keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(V2IdentityOperations.shown(tags(request.resourceArn())))
                .build();
    }

    private Map<String, String> tags(String arn) {
        Optional<Arn> named = Arn.find(arn == null ? "" : arn);
        String type = named.map(Arn::type).orElse("");
        return switch (type) {
            case "identity" -> identities.find(named.get().id()).orElseThrow(() -> ERRORS.noResource(arn)).tags;
            case "configuration-set" -> sets.at(named.get().id(), ERRORS).tags;
            default -> throw ERRORS.noResource(arn);
        };
    }
}
