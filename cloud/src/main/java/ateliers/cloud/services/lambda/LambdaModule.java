package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Makes AWS Lambda for a cloud. */
public final class LambdaModule implements ServiceModule {
    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(context, new Lambda(context));
    }

    record Service(ServiceContext context, Lambda implementation) implements AwsService<LambdaClient> {
        @Override
        public Class<LambdaClient> api() {
            return LambdaClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            new LambdaRows(rows, context.place(), implementation).declare();
        }

        @Override
        public void members(Members members) {
            LambdaMembers.declare(members);
        }

        @Override
        public Optional<String> resourcePolicy(String resourceArn) {
            return implementation.policy(resourceArn);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return LambdaErrors.denied(message);
        }

        @Override
        public void close() {
            implementation.close();
        }
    }
}
