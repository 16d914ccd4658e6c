package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sesv2.model.CreateEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.IdentityInfo;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.Tag;

/** Addresses that SES sends from. */
final class MadeIdentities implements Makes {

    @Override
    public String noun() {
        return "l'adresse";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateEmailIdentityRequest make
                ? Optional.of(make.emailIdentity())
                : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((CreateEmailIdentityRequest) request)
                .toBuilder().tags(Tag.builder().key(TAG).value(run).build()).build();
    }

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.ses().listEmailIdentities(r -> {}).emailIdentities().stream()
                .map(IdentityInfo::identityName)
                .filter(names)
                .flatMap(name -> aws.ses().getEmailIdentity(r -> r.emailIdentity(name)).tags().stream()
                        .filter(tag -> tag.key().equals(TAG))
                        .map(tag -> new Found(name, tag.value())))
                .toList();
    }

    @Override
    public void remove(AwsClients aws, String name) {
        try {
            aws.ses().deleteEmailIdentity(r -> r.emailIdentity(name));
        } catch (NotFoundException e) {
            // It is gone already.
        }
    }
}
