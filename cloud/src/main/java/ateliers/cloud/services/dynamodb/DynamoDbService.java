package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Makes DynamoDB for a cloud, and DynamoDB Streams, an API of its own over the same tables. Capacity is counted, not
 * simulated: throttling comes only as a fault.
 */
public final class DynamoDbService implements ServiceModule {
    private static final String SHAPES = "com.amazonaws.dynamodb.v20120810#";

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        CloudClock clock = cloud.clock();
        Tables tables = new Tables(cloud.place());
        TableCreation creation =
                new TableCreation(cloud.place(), clock, cloud.door().signals(), cloud.memory(), cloud.settling());
        DynamoDbRows rows = new DynamoDbRows(cloud.place(), tables);
        return List.of(
                AwsService.of("dynamodb", DynamoDbClient.class)
                        .operations(new TableOperations(tables, creation, new TableUpdates(tables, clock, creation)))
                        .operations(new TimeToLive(tables, clock))
                        .operations(new ContinuousBackups(tables, clock))
                        .operations(new TagOperations(tables))
                        .operations(new ItemOperations(tables))
                        .operations(new QueryOperations(tables))
                        .operations(new Batches(tables))
                        .operations(new Transactions(tables, clock))
                        .rows(rows::declare)
                        .members(DynamoDbService::members)
                        .resourceTags(tables::tags)
                        .wire(new WireTraits().shapeNamespace(SHAPES))
                        .denied((need, message) -> denied(message))
                        .throttled(Throttled::exceeded)
                        .partly("BatchWriteItem", Throttled::batchWriteItem)
                        .partly("BatchGetItem", Throttled::batchGetItem)
                        .build(),
                AwsService.of("dynamodbstreams", DynamoDbStreamsClient.class)
                        .operations(new StreamOperations(tables, clock))
                        .rows(rows::declareStreams)
                        .members(members -> members.lacking("DescribeStream", "ShardFilter"))
                        .wire(new WireTraits().shapeNamespace(SHAPES))
                        .denied((need, message) -> denied(message))
                        .build());
    }

    private static void members(Members members) {
        members.lacking(Members.EVERY, "OnDemandThroughput", "WarmThroughput")
                .lacking("CreateTable", "ResourcePolicy")
                .lacking("CreateTable", "GlobalSecondaryIndexes.OnDemandThroughput")
                .lacking("CreateTable", "GlobalSecondaryIndexes.WarmThroughput")
                .lacking("UpdateTable", "GlobalSecondaryIndexUpdates.Create.OnDemandThroughput")
                .lacking("UpdateTable", "GlobalSecondaryIndexUpdates.Create.WarmThroughput")
                .lacking("UpdateTable", "GlobalSecondaryIndexUpdates.Update.OnDemandThroughput")
                .lacking("UpdateTable", "GlobalSecondaryIndexUpdates.Update.WarmThroughput")
                .lacking("UpdateTable", "ReplicaUpdates", "MultiRegionConsistency", "GlobalTableWitnessUpdates")
                // One answer has all tags: none gives a token.
                .lacking("ListTagsOfResource", "NextToken");
    }

    private static AwsServiceException denied(String message) {
        return AwsErrors.of(DynamoDbException.builder(), "AccessDeniedException", 400, message);
    }
}
