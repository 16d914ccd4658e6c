package ateliers.cloud.services.ses;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.CreateEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.CreateEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.DkimAttributes;
import software.amazon.awssdk.services.sesv2.model.DkimSigningAttributesOrigin;
import software.amazon.awssdk.services.sesv2.model.DkimStatus;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.IdentityInfo;
import software.amazon.awssdk.services.sesv2.model.IdentityType;
import software.amazon.awssdk.services.sesv2.model.ListEmailIdentitiesRequest;
import software.amazon.awssdk.services.sesv2.model.ListEmailIdentitiesResponse;
import software.amazon.awssdk.services.sesv2.model.Tag;
import software.amazon.awssdk.services.sesv2.model.VerificationStatus;

/**
 * Identities, in the newer API.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_CreateEmailIdentity.html">CreateEmailIdentity</a>
 */
final class V2IdentityOperations implements SesV2Client, Operations {
    private static final SesErrors ERRORS = SesErrors.V2;
    private static final int PAGE = 1000;
    private static final Paging<Identity> PAGING = Paging.<Identity>byLast(
                    identity -> identity.name, () -> ERRORS.parameter("Invalid next token."))
            .opaque();

    private final Identities identities;
    private final Verification verification;

    V2IdentityOperations(Identities identities, Verification verification) {
        this.identities = identities;
        this.verification = verification;
    }

    @Override
    public CreateEmailIdentityResponse createEmailIdentity(CreateEmailIdentityRequest request) {
        String name = request.emailIdentity() == null ? "" : request.emailIdentity();
        if (name.contains("@")) {
            Addresses.bare(name, ERRORS);
        } else if (!name.matches("([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}")) {
            throw ERRORS.parameter("Invalid email identity " + name + ".");
        }
        if (identities.find(name).isPresent()) {
            throw ERRORS.identityExists(name);
        }
        Identity identity = verification.ask(name);
        identity.tags.putAll(tags(request.tags()));
        return CreateEmailIdentityResponse.builder()
                .identityType(type(identity))
                .verifiedForSendingStatus(identity.isVerified())
                .dkimAttributes(dkim(identity))
                .build();
    }

    @Override
    public GetEmailIdentityResponse getEmailIdentity(GetEmailIdentityRequest request) {
        Identity identity = at(request.emailIdentity());
        return GetEmailIdentityResponse.builder()
                .identityType(type(identity))
                .feedbackForwardingStatus(true)
                .verifiedForSendingStatus(identity.isVerified())
                .verificationStatus(status(identity))
                .dkimAttributes(dkim(identity))
                .mailFromAttributes(from -> from.behaviorOnMxFailure("USE_DEFAULT_VALUE"))
                .policies(Map.of())
                .tags(shown(identity.tags))
                .build();
    }

    @Override
    public DeleteEmailIdentityResponse deleteEmailIdentity(DeleteEmailIdentityRequest request) {
        if (!identities.delete(request.emailIdentity())) {
            throw ERRORS.noIdentity(request.emailIdentity());
        }
        return DeleteEmailIdentityResponse.builder().build();
    }

    @Override
    public ListEmailIdentitiesResponse listEmailIdentities(ListEmailIdentitiesRequest request) {
        int most = request.pageSize() == null ? PAGE : Math.max(1, request.pageSize());
        Paging.Page<Identity> page = PAGING.page(identities.all(), most, request.nextToken());
        return ListEmailIdentitiesResponse.builder()
                .emailIdentities(page.items().stream()
                        .map(identity -> IdentityInfo.builder()
                                .identityName(identity.name)
                                .identityType(type(identity))
                                .sendingEnabled(identity.isVerified())
                                .verificationStatus(status(identity))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private Identity at(String name) {
        return identities.find(name).orElseThrow(() -> ERRORS.noIdentity(name));
    }

    private static IdentityType type(Identity identity) {
        return identity.isDomain() ? IdentityType.DOMAIN : IdentityType.EMAIL_ADDRESS;
    }

    private static VerificationStatus status(Identity identity) {
        return identity.isVerified() ? VerificationStatus.SUCCESS : VerificationStatus.PENDING;
    }

    private static DkimAttributes dkim(Identity identity) {
        return DkimAttributes.builder()
                .signingEnabled(identity.isDomain())
                .status(identity.isDomain() ? DkimStatus.PENDING : DkimStatus.NOT_STARTED)
                .tokens(identity.dkimTokens)
                .signingAttributesOrigin(DkimSigningAttributesOrigin.AWS_SES)
                .build();
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> all = new TreeMap<>();
        tags.forEach(tag -> {
            if (tag.key() == null || tag.value() == null) {
                throw ERRORS.parameter("Each tag must have a key and a value.");
            }
            refuseSystemTag(tag.key());
            all.put(tag.key(), tag.value());
        });
        return all;
    }

    static void refuseSystemTag(String key) {
        if (SystemTags.refused(key)) {
            throw ERRORS.parameter(SystemTags.RULE);
        }
    }

    static List<Tag> shown(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }
}
