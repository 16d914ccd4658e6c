package ateliers.cloud.services.events;

import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** Tags of buses and rules. */
final class TagOperations implements EventBridgeClient, Operations {
    private final Buses buses;

    TagOperations(Buses buses) {
        this.buses = buses;
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return buses.locked(() -> ListTagsForResourceResponse.builder()
                .tags(tags(request.resourceARN()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build());
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Map<String, String> more = Checks.tags(request.tags());
        Checks.refuseSystemTags(more.keySet());
        buses.locked(() -> tags(request.resourceARN()).putAll(more));
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Checks.refuseSystemTags(request.tagKeys());
        buses.locked(() -> tags(request.resourceARN()).keySet().removeAll(request.tagKeys()));
        return UntagResourceResponse.builder().build();
    }

    private Map<String, String> tags(String resource) {
        Checks.constraints().present("resourceARN", resource).require();
        Arn arn = Arn.find(resource)
                .filter(found -> found.service().equals("events"))
                .orElseThrow(() -> EventsErrors.validation(
                        "Parameter ResourceARN is not valid. Reason: Provided Arn is not in correct format."));
        if (arn.type().equals("event-bus")) {
            return buses.get(arn.id()).tags;
        }
        int slash = arn.id().lastIndexOf('/');
        String bus = slash < 0 ? Bus.DEFAULT : arn.id().substring(0, slash);
        return buses.rule(bus, arn.id().substring(slash + 1)).tags;
    }
}
