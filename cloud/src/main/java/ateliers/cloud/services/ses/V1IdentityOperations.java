package ateliers.cloud.services.ses;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.DeleteIdentityRequest;
import software.amazon.awssdk.services.ses.model.DeleteIdentityResponse;
import software.amazon.awssdk.services.ses.model.GetAccountSendingEnabledRequest;
import software.amazon.awssdk.services.ses.model.GetAccountSendingEnabledResponse;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesRequest;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesResponse;
import software.amazon.awssdk.services.ses.model.GetSendQuotaRequest;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.IdentityType;
import software.amazon.awssdk.services.ses.model.IdentityVerificationAttributes;
import software.amazon.awssdk.services.ses.model.ListIdentitiesRequest;
import software.amazon.awssdk.services.ses.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.ses.model.UpdateAccountSendingEnabledRequest;
import software.amazon.awssdk.services.ses.model.UpdateAccountSendingEnabledResponse;
import software.amazon.awssdk.services.ses.model.VerificationStatus;
import software.amazon.awssdk.services.ses.model.VerifyDomainIdentityRequest;
import software.amazon.awssdk.services.ses.model.VerifyDomainIdentityResponse;
import software.amazon.awssdk.services.ses.model.VerifyEmailIdentityRequest;
import software.amazon.awssdk.services.ses.model.VerifyEmailIdentityResponse;

/**
 * Identities and the account, in the older API.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference/API_Operations.html">Actions</a>
 */
final class V1IdentityOperations implements SesClient, Operations {
    private static final SesErrors ERRORS = SesErrors.V1;
    private static final int PAGE = 1000;
    private static final Paging<Identity> PAGING = Paging.<Identity>byLast(
                    identity -> identity.name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final Identities identities;
    private final Verification verification;
    private final Account account;

    V1IdentityOperations(Identities identities, Verification verification, Account account) {
        this.identities = identities;
        this.verification = verification;
        this.account = account;
    }

    @Override
    public VerifyEmailIdentityResponse verifyEmailIdentity(VerifyEmailIdentityRequest request) {
        verification.ask(Addresses.bare(request.emailAddress(), ERRORS));
        return VerifyEmailIdentityResponse.builder().build();
    }

    @Override
    public VerifyDomainIdentityResponse verifyDomainIdentity(VerifyDomainIdentityRequest request) {
        String domain = request.domain() == null ? "" : request.domain();
        if (!domain.matches("([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}")) {
            throw ERRORS.parameter("Invalid domain name " + domain + ".");
        }
        return VerifyDomainIdentityResponse.builder()
                .verificationToken(verification.ask(domain).token())
                .build();
    }

    /** One that is not there is no error. */
    @Override
    public DeleteIdentityResponse deleteIdentity(DeleteIdentityRequest request) {
        identities.delete(request.identity());
        return DeleteIdentityResponse.builder().build();
    }

    @Override
    public ListIdentitiesResponse listIdentities(ListIdentitiesRequest request) {
        List<Identity> all = identities.all().stream()
                .filter(identity -> request.identityType() == null
                        || identity.isDomain() == (request.identityType() == IdentityType.DOMAIN))
                .toList();
        int most = request.maxItems() == null ? PAGE : Math.max(1, request.maxItems());
        Paging.Page<Identity> page = PAGING.page(all, most, request.nextToken());
        return ListIdentitiesResponse.builder()
                .identities(page.items().stream().map(identity -> identity.name).toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public GetIdentityVerificationAttributesResponse getIdentityVerificationAttributes(
            GetIdentityVerificationAttributesRequest request) {
        Map<String, IdentityVerificationAttributes> attributes = new TreeMap<>();
        request.identities()
                .forEach(name -> identities
                        .find(name)
                        .ifPresent(identity -> attributes.put(
                                name,
                                IdentityVerificationAttributes.builder()
                                        .verificationStatus(
                                                identity.isVerified()
                                                        ? VerificationStatus.SUCCESS
                                                        : VerificationStatus.PENDING)
                                        .verificationToken(identity.isDomain() ? identity.token() : null)
                                        .build())));
        return GetIdentityVerificationAttributesResponse.builder()
                .verificationAttributes(attributes)
                .build();
    }

    @Override
    public GetSendQuotaResponse getSendQuota(GetSendQuotaRequest request) {
        return GetSendQuotaResponse.builder()
                .max24HourSend(account.max24HourSend())
                .maxSendRate(account.maxSendRate())
                .sentLast24Hours(account.sentLast24Hours())
                .build();
    }

    @Override
    public GetAccountSendingEnabledResponse getAccountSendingEnabled(GetAccountSendingEnabledRequest request) {
        return GetAccountSendingEnabledResponse.builder()
                .enabled(account.isEnabled())
                .build();
    }

    @Override
    public UpdateAccountSendingEnabledResponse updateAccountSendingEnabled(UpdateAccountSendingEnabledRequest request) {
        account.enable(Boolean.TRUE.equals(request.enabled()));
        return UpdateAccountSendingEnabledResponse.builder().build();
    }
}
