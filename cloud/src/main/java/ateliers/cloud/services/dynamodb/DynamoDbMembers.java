package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Members;

/** What becomes of the members of requests that DynamoDB's code does not read. */
final class DynamoDbMembers {
    private DynamoDbMembers() {}

    static void declare(Members members) {
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
}
