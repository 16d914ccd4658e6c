package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.services.cloudformation.provision.Provisioners;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** Makes AWS CloudFormation for a cloud. */
public final class CloudFormationModule implements ServiceModule {
    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(context, new CloudFormation(context, Provisioners.load()));
    }

    record Service(ServiceContext context, CloudFormation implementation) implements AwsService<CloudFormationClient> {
        @Override
        public Class<CloudFormationClient> api() {
            return CloudFormationClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            CfnRows.declare(rows, context.place());
        }

        @Override
        public void members(Members members) {
            CfnMembers.declare(members);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return AwsErrors.of(CloudFormationException.builder(), "AccessDenied", 403, message);
        }
    }
}
