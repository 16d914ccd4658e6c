package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Makes DynamoDB Streams, an API of its own over DynamoDB's tables. Its module comes after {@link DynamoDbModule}. */
public final class DynamoDbStreamsModule implements ServiceModule {
    @Override
    public String name() {
        return "dynamodbstreams";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        Tables tables = context.door()
                .service(DynamoDbModule.NAME)
                .map(service -> ((DynamoDbModule.Service) service).tables())
                .orElseThrow(() -> new IllegalStateException("DynamoDB must be registered before its streams"));
        return new Service(context.place(), new StreamReads(tables, context.clock()));
    }

    record Service(Place place, StreamReads implementation) implements AwsService<DynamoDbStreamsClient> {
        @Override
        public Class<DynamoDbStreamsClient> api() {
            return DynamoDbStreamsClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            DynamoDbRows.declareStreams(rows, place);
        }

        @Override
        public void members(Members members) {
            members.lacking("DescribeStream", "ShardFilter");
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return DynamoDbModule.deniedByDynamoDb(message);
        }
    }
}
