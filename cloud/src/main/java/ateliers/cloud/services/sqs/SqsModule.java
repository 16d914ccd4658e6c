package ateliers.cloud.services.sqs;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Makes Amazon SQS for a cloud. */
public final class SqsModule implements ServiceModule {
    @Override
    public String name() {
        return "sqs";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(context, new Sqs(context));
    }

    record Service(ServiceContext context, Sqs implementation) implements AwsService<SqsClient> {
        @Override
        public Class<SqsClient> api() {
            return SqsClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            SqsRows.declare(rows, context.place());
        }

        @Override
        public Optional<String> resourcePolicy(String resourceArn) {
            return implementation.policy(resourceArn);
        }

        /** SQS says its actions in lower case, and the resource as it is. */
        @Override
        public AwsServiceException denied(Need need, String message) {
            String said = message.replace(need.action(), need.action().toLowerCase(Locale.ROOT));
            return AwsErrors.of(SqsException.builder(), "AccessDenied", 403, said);
        }
    }
}
