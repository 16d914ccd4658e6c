package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** {@code AWS::Lambda::EventSourceMapping} of queues and streams. */
public final class EventSourceMappingProvisioner implements Provisioner {

    private static final Set<String> OTHER_SOURCES = Set.of("kafka", "kinesis", "mq", "rds");

    @Override
    public String type() {
        return "AWS::Lambda::EventSourceMapping";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "BatchSize",
                "BisectBatchOnFunctionError",
                "DestinationConfig",
                "Enabled",
                "EventSourceArn",
                "FilterCriteria",
                "FunctionName",
                "FunctionResponseTypes",
                "MaximumBatchingWindowInSeconds",
                "MaximumRecordAgeInSeconds",
                "MaximumRetryAttempts",
                "ParallelizationFactor",
                "ScalingConfig",
                "StartingPosition",
                "StartingPositionTimestamp",
                "Tags",
                "TumblingWindowInSeconds");
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        Arn.find(properties.path("EventSourceArn").asText())
                .map(Arn::service)
                .filter(OTHER_SOURCES::contains)
                .ifPresent(service -> {
                    throw new Unsupported("lambda: event sources of the service " + service);
                });
        // Of a stream: for a queue it is AWS that refuses.
        if (properties.has("StartingPosition")
                && properties.path("TumblingWindowInSeconds").asInt() > 0) {
            throw new Unsupported("lambda: tumbling windows");
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        String id = call.client(LambdaClient.class)
                .createEventSourceMapping(Shapes.fill(CreateEventSourceMappingRequest.builder(), untagged(call))
                        .tags(call.allTags())
                        .build())
                .uuid();
        call.settled().run();
        return physical(call, id);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ObjectNode properties = untagged(call);
        before.fieldNames().forEachRemaining(gone -> {
            if (!properties.has(gone)) {
                back(properties, gone);
            }
        });
        LambdaClient lambda = call.client(LambdaClient.class);
        lambda.updateEventSourceMapping(Shapes.fill(UpdateEventSourceMappingRequest.builder(), properties)
                .uuid(call.physicalId())
                .build());
        call.settled().run();
        Physical same = physical(call, call.physicalId());
        String arn = same.attributes().get("EventSourceMappingArn");
        call.tagChange(before)
                .apply(
                        keys -> lambda.untagResource(
                                request -> request.resource(arn).tagKeys(keys)),
                        set -> lambda.tagResource(
                                request -> request.resource(arn).tags(set)));
        return same;
    }

    /** The properties without the tags, which are a list in templates and a map in Lambda. */
    private static ObjectNode untagged(ResourceCall call) {
        ObjectNode properties = call.properties().deepCopy();
        properties.remove("Tags");
        return properties;
    }

    /** A property that the template has no more goes back to what it is by itself. */
    private static void back(ObjectNode properties, String gone) {
        boolean queue = properties.path("EventSourceArn").asText().contains(":sqs:");
        switch (gone) {
            case "BatchSize" -> properties.put(gone, queue ? 10 : 100);
            case "BisectBatchOnFunctionError" -> properties.put(gone, false);
            case "DestinationConfig" -> properties.putObject(gone).putObject("OnFailure");
            case "Enabled" -> properties.put(gone, true);
            case "FilterCriteria" -> properties.putObject(gone).putArray("Filters");
            case "FunctionResponseTypes" -> properties.putArray(gone);
            case "MaximumBatchingWindowInSeconds", "TumblingWindowInSeconds" -> properties.put(gone, 0);
            case "MaximumRecordAgeInSeconds", "MaximumRetryAttempts" -> properties.put(gone, -1);
            case "ParallelizationFactor" -> properties.put(gone, 1);
            case "ScalingConfig" -> properties.putObject(gone);
            default -> {
                // what has no effect has none either when it goes
            }
        }
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class).deleteEventSourceMapping(request -> request.uuid(call.physicalId()));
        call.settled().run();
    }

    private static Physical physical(ResourceCall call, String id) {
        return new Physical(
                id,
                Map.of("Id", id, "EventSourceMappingArn", call.place().arn("lambda", "event-source-mapping:" + id)));
    }
}
