package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Makes AWS CloudFormation for a cloud. */
public final class CloudFormationService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        return List.of(AwsService.of("cloudformation", CloudFormationClient.class)
                .operations(new CloudFormation(cloud, Provisioners.load()))
                .rows(rows -> CfnRows.declare(rows, cloud.place()))
                .members(CfnMembers::declare)
                .denied((need, message) ->
                        AwsErrors.of(CloudFormationException.builder(), "AccessDenied", 403, message))
                .build());
    }
}
