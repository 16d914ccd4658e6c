package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;

/**
 * The tags of tables.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html">TagResource</a>
 */
final class TagOperations implements DynamoDbClient, Operations {
    private final Tables tables;

    TagOperations(Tables tables) {
        this.tables = tables;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        requireArn(request.resourceArn(), "tags", request.hasTags());
        if (request.tags().isEmpty()) {
            throw Validation.error("Atleast one Tag needs to be provided as Input.");
        }
        Table table = tagged(request.resourceArn());
        request.tags().forEach(tag -> refuseSystemTag(tag.key()));
        table.lock.lock();
        try {
            request.tags().forEach(tag -> table.settings().tags.put(tag.key(), tag.value()));
        } finally {
            table.lock.unlock();
        }
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        requireArn(request.resourceArn(), "tagKeys", request.hasTagKeys());
        if (request.tagKeys().isEmpty()) {
            throw Validation.error("Atleast one Tag Key needs to be provided as Input.");
        }
        Table table = tables.active(request.resourceArn());
        request.tagKeys().forEach(TagOperations::refuseSystemTag);
        table.lock.lock();
        try {
            table.settings().tags.keySet().removeAll(request.tagKeys());
        } finally {
            table.lock.unlock();
        }
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        TableNames.requireArn(request.resourceArn());
        Table table = tagged(request.resourceArn());
        table.lock.lock();
        try {
            List<Tag> all = table.settings().tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            return ListTagsOfResourceResponse.builder().tags(all).build();
        } finally {
            table.lock.unlock();
        }
    }

    private static void requireArn(String arn, String member, boolean given) {
        if (arn != null) {
            Validation.constraints().given(member, given).require();
        }
        TableNames.requireArn(arn);
    }

    private Table tagged(String arn) {
        return tables.find(arn).orElseThrow(() -> Tables.notFound(": ResourcArn: " + arn + " not found"));
    }

    static void refuseSystemTag(String key) {
        if (SystemTags.refused(key)) {
            throw Validation.error(SystemTags.RULE);
        }
    }
}
