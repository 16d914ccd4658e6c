package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Makes DynamoDB for a cloud, and DynamoDB Streams, an API of its own over the same tables. */
public final class DynamoDbService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Tables tables = new Tables(cloud.place());
        return List.of(
                AwsService.of("dynamodb", DynamoDbClient.class)
                        .operations(new DynamoDb(
                                cloud.place(), cloud.clock(), cloud.door().signals(), tables))
                        .rows(rows -> DynamoDbRows.declare(rows, cloud.place(), tables))
                        .members(DynamoDbMembers::declare)
                        .denied((need, message) -> denied(message))
                        .build(),
                AwsService.of("dynamodbstreams", DynamoDbStreamsClient.class)
                        .operations(new StreamReads(tables, cloud.clock()))
                        .rows(rows -> DynamoDbRows.declareStreams(rows, cloud.place()))
                        .members(members -> members.lacking("DescribeStream", "ShardFilter"))
                        .denied((need, message) -> denied(message))
                        .build());
    }

    private static AwsServiceException denied(String message) {
        return AwsErrors.of(DynamoDbException.builder(), "AccessDeniedException", 400, message);
    }
}
