package ateliers.cloud.services.iam;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** Makes IAM, which decides for all services. The resource policy of a role is its trust policy. */
public final class IamService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        IamState state = new IamState(cloud);
        return List.of(AwsService.of("iam", IamClient.class)
                .operations(new Roles(state))
                .operations(new RolePolicies(state))
                .operations(new Users(state))
                .operations(new UserPolicies(state))
                .operations(new AccessKeys(state, cloud.credentials()))
                .operations(new ServiceSpecificCredentials(state, cloud.credentials()))
                .operations(new Groups(state))
                .operations(new GroupPolicies(state))
                .operations(new ManagedPolicyOperations(state))
                .operations(new InstanceProfiles(state))
                .rows(rows -> new IamRows(rows, cloud.place(), state).declare())
                // For API keys of Bedrock, which are not here.
                .members(members -> members.lacking("CreateServiceSpecificCredential", "CredentialAgeDays"))
                .resourcePolicy(arn -> arn.contains(":role/") ? state.trust(arn) : Optional.empty())
                .resourceTags(state::tags)
                .wire(new WireTraits()
                        .globalRegion("us-east-1")
                        .xmlNamespace("https://iam.amazonaws.com/doc/2010-05-08/"))
                .authorizer(new IamAuthorizer(state, cloud.place(), cloud.clock()))
                .denied((need, message) -> IamErrors.accessDenied(message))
                .build());
    }
}
