package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Makes DynamoDB for a cloud. */
public final class DynamoDbModule implements ServiceModule {
    static final String NAME = "dynamodb";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        Tables tables = new Tables(context.place());
        return new Service(
                context.place(),
                tables,
                new DynamoDb(context.place(), context.clock(), context.door().signals(), tables));
    }

    record Service(Place place, Tables tables, DynamoDb implementation) implements AwsService<DynamoDbClient> {
        @Override
        public Class<DynamoDbClient> api() {
            return DynamoDbClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            DynamoDbRows.declare(rows, place, tables);
        }

        @Override
        public void members(Members members) {
            DynamoDbMembers.declare(members);
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return deniedByDynamoDb(message);
        }
    }

    static AwsServiceException deniedByDynamoDb(String message) {
        return AwsErrors.of(DynamoDbException.builder(), "AccessDeniedException", 400, message);
    }
}
