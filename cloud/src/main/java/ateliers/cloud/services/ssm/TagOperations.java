package ateliers.cloud.services.ssm;

import ateliers.cloud.kit.Operations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Tags of parameters. */
final class TagOperations implements SsmClient, Operations {
    private static final int MOST_TAGS = 50;

    private final Parameters parameters;

    TagOperations(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html">AddTagsToResource</a> */
    @Override
    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request) {
        Checks.taggedType(request.resourceTypeAsString());
        Checks.constraints().given("tags", request.hasTags()).require();
        Map<String, String> tags = Checks.tags(request.tags());
        Checks.refuseSystemTags(tags.keySet());
        return parameters.locked(() -> {
            StoredParameter parameter = tagged(request.resourceId());
            Set<String> keys = new HashSet<>(parameter.tags.keySet());
            keys.addAll(tags.keySet());
            if (keys.size() > MOST_TAGS) {
                throw SsmErrors.tooManyTags();
            }
            parameter.tags.putAll(tags);
            return AddTagsToResourceResponse.builder().build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html">RemoveTagsFromResource</a> */
    @Override
    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request) {
        Checks.taggedType(request.resourceTypeAsString());
        Checks.constraints().given("tagKeys", request.hasTagKeys()).require();
        Checks.refuseSystemTags(request.tagKeys());
        return parameters.locked(() -> {
            tagged(request.resourceId()).tags.keySet().removeAll(new HashSet<>(request.tagKeys()));
            return RemoveTagsFromResourceResponse.builder().build();
        });
    }

    /** @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a> */
    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        Checks.taggedType(request.resourceTypeAsString());
        return parameters.locked(() -> {
            List<Tag> tags = tagged(request.resourceId()).tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            return ListTagsForResourceResponse.builder().tagList(tags).build();
        });
    }

    private StoredParameter tagged(String id) {
        Checks.constraints().present("resourceId", id).require();
        return parameters.find(id).orElseThrow(SsmErrors::noResource);
    }
}
