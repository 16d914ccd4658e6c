package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceResponse;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceResponse;

/** The tags of repositories. */
final class TagOperations implements CodeCommitClient, Operations {
    private static final int PAGE = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Repositories repositories;

    TagOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_TagResource.html">TagResource</a> */
    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Repository repository = repository(request.resourceArn());
        if (!request.hasTags()) {
            throw Refusal.TAGS_MAP_REQUIRED.error();
        }
        if (request.tags().entrySet().stream().anyMatch(tag -> !isKey(tag.getKey()) || !isValue(tag.getValue()))) {
            throw Refusal.INVALID_TAGS_MAP.error();
        }
        if (SystemTags.refused(request.tags().keySet())) {
            throw Refusal.INVALID_SYSTEM_TAG_USAGE.error();
        }
        repositories.locked(() -> {
            Map<String, String> tags = new HashMap<>(repository.tags);
            tags.putAll(request.tags());
            Checks.tags(SystemTags.others(tags));
            repository.tags.putAll(request.tags());
        });
        return TagResourceResponse.builder().build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UntagResource.html">UntagResource</a> */
    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Repository repository = repository(request.resourceArn());
        if (request.tagKeys().isEmpty()) {
            throw Refusal.TAG_KEYS_LIST_REQUIRED.error();
        }
        if (!request.tagKeys().stream().allMatch(TagOperations::isKey)) {
            throw Refusal.INVALID_TAG_KEYS_LIST.error();
        }
        if (SystemTags.refused(request.tagKeys())) {
            throw Refusal.INVALID_SYSTEM_TAG_USAGE.error();
        }
        repositories.locked(() -> {
            repository.tags.keySet().removeAll(request.tagKeys());
        });
        return UntagResourceResponse.builder().build();
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>
     */
    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        Repository repository = repository(request.resourceArn());
        List<Map.Entry<String, String>> all =
                repositories.locked(() -> List.copyOf(new LinkedHashMap<>(repository.tags).entrySet()));
        Paging.Page<Map.Entry<String, String>> page = Pages.of(all, PAGE, request.nextToken());
        Map<String, String> tags = new LinkedHashMap<>();
        page.items().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return ListTagsForResourceResponse.builder()
                .tags(tags)
                .nextToken(page.next())
                .build();
    }

    private static boolean isKey(String key) {
        return key != null && !key.isEmpty() && key.length() <= LONGEST_KEY;
    }

    private static boolean isValue(String value) {
        return value != null && value.length() <= LONGEST_VALUE;
    }

    private Repository repository(String resource) {
        if (resource == null || resource.isEmpty()) {
            throw Refusal.RESOURCE_ARN_REQUIRED.error();
        }
        Arn arn = Arn.find(resource)
                .filter(found -> repositories.arn(found.resource()).equals(resource))
                .orElseThrow(Refusal.INVALID_RESOURCE_ARN::error);
        return repositories.get(arn.resource());
    }
}
