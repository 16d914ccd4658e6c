package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.faults.Faults;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Answers each reader of a stream of the embedded cloud once with what it has read already. A reader goes on from what it read
 * last, so that it reads all again that came since.
 */
final class EmbeddedReplay implements Target.Replay {
    private final Cloud cloud;
    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final String mark;
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private Faults.Switch on;

    EmbeddedReplay(Cloud cloud, String streamArn) {
        this.cloud = cloud;
        this.streams = cloud.door().as(cloud.root(), DynamoDbStreamsClient.class);
        this.streamArn = streamArn;
        String shard = streams.describeStream(r -> r.streamArn(streamArn))
                .streamDescription()
                .shards()
                .get(0)
                .shardId();
        this.mark = streams.getShardIterator(
                        r -> r.streamArn(streamArn).shardId(shard).shardIteratorType(ShardIteratorType.LATEST))
                .shardIterator();
        // What this class reads to serve the others.
        served.add(cloud.root().arn());
    }

    @Override
    public void begin() {
        on = cloud.faults()
                .inject(
                        "dynamodbstreams",
                        "GetRecords",
                        this::isForNewReader,
                        Integer.MAX_VALUE,
                        (request, operation) -> streams.getRecords(
                                r -> r.shardIterator(mark).limit(((GetRecordsRequest) request).limit())));
    }

    private boolean isForNewReader(SdkRequest request) {
        return ((GetRecordsRequest) request).shardIterator().startsWith(streamArn + "|")
                && served.add(CallContext.caller().arn());
    }

    @Override
    public void close() {
        if (on != null) {
            on.close();
        }
    }
}
