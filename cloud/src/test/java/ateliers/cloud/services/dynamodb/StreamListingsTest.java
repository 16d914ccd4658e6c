package ateliers.cloud.services.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Lists of streams and shards in pages, over HTTP. */
class StreamListingsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private DynamoDbStreamsClient streams;

    @BeforeEach
    void makeTables() {
        streams = cloud.client(DynamoDbStreamsClient.builder());
        DynamoDbClient dynamoDb = cloud.client(DynamoDbClient.builder());
        for (String name : List.of("table-c", "table-a", "table-b")) {
            dynamoDb.createTable(r -> r.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.KEYS_ONLY)));
        }
    }

    @Test
    void streamsComeInPages() {
        var first = streams.listStreams(r -> r.limit(2));
        var second = streams.listStreams(r -> r.limit(2).exclusiveStartStreamArn(first.lastEvaluatedStreamArn()));

        assertThat(first.streams()).extracting("tableName").containsExactly("table-a", "table-b");
        assertThat(second.streams()).extracting("tableName").containsExactly("table-c");
        assertThat(second.lastEvaluatedStreamArn()).isNull();
    }

    @Test
    void aPageHasAHundredAtMost() {
        assertThatThrownBy(() -> streams.listStreams(r -> r.limit(101)))
                .hasMessageContaining("Member must have value less than or equal to 100");
    }

    @Test
    void shardsBeginBehindTheOneThatIsKnown() {
        String arn = streams.listStreams(r -> r.tableName("table-a"))
                .streams()
                .get(0)
                .streamArn();
        String shard = streams.describeStream(r -> r.streamArn(arn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();

        assertThat(streams.describeStream(r -> r.streamArn(arn).exclusiveStartShardId(shard))
                        .streamDescription()
                        .shards())
                .isEmpty();
        assertThatThrownBy(() -> streams.describeStream(r -> r.streamArn(arn)
                        .shardFilter(f -> f.type(ShardFilterType.CHILD_SHARDS).shardId(shard))))
                .hasMessageContaining("the parameter ShardFilter of dynamodbstreams:DescribeStream");
    }
}
