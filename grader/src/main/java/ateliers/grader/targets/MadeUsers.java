package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
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
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.iam().listUsersPaginator().users().stream()
                .filter(user -> names.test(user.userName()))
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
            deleteKeys(aws, name, Set.of());
            iam.listUserPolicies(r -> r.userName(name))
                    .policyNames()
                    .forEach(
                            policy -> iam.deleteUserPolicy(r -> r.userName(name).policyName(policy)));
            iam.deleteUser(r -> r.userName(name));
        } catch (NoSuchEntityException e) {
            // It is gone already.
        }
    }

    /** Deletes the access keys of a user, where there is one, other than those that somebody else deletes. */
    static void deleteKeys(AwsClients aws, String user, Set<String> others) {
        try {
            aws.iam().listAccessKeys(r -> r.userName(user)).accessKeyMetadata().stream()
                    .map(AccessKeyMetadata::accessKeyId)
                    .filter(key -> !others.contains(key))
                    .forEach(key ->
                            aws.iam().deleteAccessKey(r -> r.userName(user).accessKeyId(key)));
        } catch (NoSuchEntityException e) {
            // It is gone already.
        }
    }
}
