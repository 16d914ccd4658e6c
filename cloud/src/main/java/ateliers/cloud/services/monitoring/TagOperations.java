package ateliers.cloud.services.monitoring;

import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.Tag;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatch.model.UntagResourceResponse;

/** The tags of alarms. */
final class TagOperations implements CloudWatchClient, Operations {
    private final Alarms alarms;

    TagOperations(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return alarms.locked(() -> ListTagsForResourceResponse.builder()
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
        return alarms.locked(() -> {
            tags(request.resourceARN()).putAll(more);
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Checks.refuseSystemTags(request.tagKeys());
        return alarms.locked(() -> {
            tags(request.resourceARN()).keySet().removeAll(request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    private Map<String, String> tags(String resource) {
        Checks.constraints().present("resourceARN", resource).require();
        return Arn.find(resource)
                .filter(arn -> arn.service().equals("cloudwatch") && arn.type().equals("alarm"))
                .flatMap(arn -> alarms.find(arn.id()))
                .map(alarm -> alarm.tags)
                .orElseThrow(() -> MonitoringErrors.notFound(resource + " does not exist"));
    }
}
