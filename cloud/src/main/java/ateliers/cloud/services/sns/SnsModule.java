package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Makes Amazon SNS for a cloud. */
public final class SnsModule implements ServiceModule {
    @Override
    public String name() {
        return "sns";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(context.place(), new Sns(context));
    }

    record Service(Place place, Sns implementation) implements AwsService<SnsClient> {
        @Override
        public Class<SnsClient> api() {
            return SnsClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            SnsRows.declare(rows, place);
        }

        @Override
        public Optional<String> resourcePolicy(String resourceArn) {
            return implementation.policy(resourceArn);
        }

        /** SNS says its actions in its own way: {@code SNS:Publish}. */
        @Override
        public AwsServiceException denied(Need need, String message) {
            String said = "SNS" + need.action().substring(need.action().indexOf(':'));
            return SnsErrors.authorization(message.replace(need.action(), said));
        }
    }
}
