package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class RequestTagsTest {
    @Test
    void valuesStandByTheirKeysAndATagWithoutKeyIsNone() {
        List<Tag> tags = List.of(tag("equipe", "boutique"), tag(null, "perdue"), tag("cout", "42"));

        assertThat(RequestTags.byKey(tags, Tag::key, Tag::value))
                .containsExactly(Map.entry("equipe", "boutique"), Map.entry("cout", "42"));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
