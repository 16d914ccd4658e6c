package ateliers.cloud.services.iam;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;

/** IAM at the door. The resource policy of a role is its trust policy. */
final class IamService implements AwsService<IamClient> {
    private final Iam implementation;
    private final IamState state;
    private final Place place;

    IamService(Iam implementation, IamState state, Place place) {
        this.implementation = implementation;
        this.state = state;
        this.place = place;
    }

    @Override
    public Class<IamClient> api() {
        return IamClient.class;
    }

    @Override
    public IamClient implementation() {
        return implementation;
    }

    @Override
    public void authorization(Rows rows) {
        new IamRows(rows, place, state).declare();
    }

    @Override
    public Optional<String> resourcePolicy(String resourceArn) {
        return resourceArn.contains(":role/") ? state.trust(resourceArn) : Optional.empty();
    }

    @Override
    public AwsServiceException denied(Need need, String message) {
        return IamErrors.accessDenied(message);
    }
}
