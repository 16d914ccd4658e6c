package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Tag;

/** Tags of what SES has. */
final class SesTags {
    private SesTags() {}

    static List<Tag> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static void change(ResourceCall call, ObjectNode before, String arn) {
        SesV2Client ses = call.client(SesV2Client.class);
        call.tagChange(before)
                .apply(
                        keys -> ses.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        set -> ses.tagResource(
                                request -> request.resourceArn(arn).tags(of(set))));
    }
}
