package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void attributesAreMadeIntoThoseOfAnApi() {
        Payload payload = Payload.of("body").withAttributes(Map.of("a", Payload.Attribute.string("x")));

        assertThat(payload.attributesAs(each -> each.type() + " " + each.text()))
                .isEqualTo(Map.of("a", "String x"));
    }

    @Test
    void noneIsNullAsApisWantIt() {
        assertThat(Payload.of("body").<String>attributesAs(each -> "")).isNull();
    }

    @Test
    void moreAttributesComeToThoseThatThereAre() {
        Payload payload = Payload.of("body")
                .withAttributes(Map.of("a", Payload.Attribute.string("x")))
                .withAttributes(Map.of("b", Payload.Attribute.number("1")))
                .withSubject("subject")
                .inGroup("group", null);

        assertThat(payload.attributes()).containsOnlyKeys("a", "b");
        assertThat(payload.subject()).contains("subject");
        assertThat(payload.groupId()).contains("group");
        assertThat(payload.deduplicationId()).isEmpty();
    }
}
