package ateliers.cloud.services.cloudcontrol;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceRequest;

/** Makes Cloud Control for a cloud. Its actions have CloudFormation's prefix. */
public final class CloudControlService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        return List.of(AwsService.of("cloudcontrolapi", CloudControlClient.class)
                .operations(new CloudControl(cloud.door()))
                .rows(rows -> rows.on(GetResourceRequest.class, r -> Need.anywhere("cloudformation:GetResource")))
                .members(members -> members.lacking("GetResource", "TypeVersionId", "RoleArn"))
                .denied((need, message) -> CloudControlErrors.denied(message))
                .build());
    }
}
