package ateliers.cloud.services.cloudformation.provision;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.Tag;

/** Tags as IAM takes them. */
final class IamTags {
    private IamTags() {}

    static List<Tag> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }
}
