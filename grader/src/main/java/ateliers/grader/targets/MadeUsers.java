package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** Users, as whom the grader pushes by git. */
final class MadeUsers implements Makes {

    @Override
    public String noun() {
        return "l'utilisateur";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateUserRequest make ? Optional.of(make.userName()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((CreateUserRequest) request)
                .toBuilder().tags(Tag.builder().key(TAG).value(run).build()).build();
    }

    @Override
    public List<Found> found(AwsClients aws) {
        return aws.iam().listUsersPaginator().users().stream()
                .flatMap(user -> aws.iam().listUserTags(r -> r.userName(user.userName())).tags().stream()
                        .filter(tag -> tag.key().equals(TAG))
                        .map(tag -> new Found(user.userName(), tag.value())))
                .toList();
    }

    @Override
    public void remove(AwsClients aws, String name) {
        var iam = aws.iam();
        try {
            iam.listServiceSpecificCredentials(r -> r.userName(name))
                    .serviceSpecificCredentials()
                    .forEach(each -> iam.deleteServiceSpecificCredential(
                            r -> r.userName(name).serviceSpecificCredentialId(each.serviceSpecificCredentialId())));
            iam.listUserPolicies(r -> r.userName(name))
                    .policyNames()
                    .forEach(
                            policy -> iam.deleteUserPolicy(r -> r.userName(name).policyName(policy)));
            iam.deleteUser(r -> r.userName(name));
        } catch (NoSuchEntityException e) {
            // It is gone already.
        }
    }
}
