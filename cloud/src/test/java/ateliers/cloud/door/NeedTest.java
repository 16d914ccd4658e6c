package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeedTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/app";
    private static final Need SEND = new Need("sqs:SendMessage", "arn:aws:sqs:eu-west-3:123456789012:q");

    @Test
    void aRoleIsPassedToAService() {
        assertThat(Need.passRole(ROLE, "lambda.amazonaws.com"))
                .isEqualTo(
                        new Need("iam:PassRole", ROLE, Map.of("iam:PassedToService", List.of("lambda.amazonaws.com"))));
        assertThat(Need.assumeRole(ROLE)).isEqualTo(new Need("sts:AssumeRole", ROLE));
        assertThat(Need.anywhere("sqs:ListQueues")).isEqualTo(new Need("sqs:ListQueues", "*"));
    }

    @Test
    void tagsThatARequestSetsAreConditionKeys() {
        Need tagged = SEND.tagging(Map.of("team", "shop"));

        assertThat(tagged.action()).isEqualTo(SEND.action());
        assertThat(tagged.resource()).isEqualTo(SEND.resource());
        assertThat(tagged.conditionKeys())
                .isEqualTo(Map.of("aws:TagKeys", List.of("team"), "aws:RequestTag/team", List.of("shop")));
        assertThat(SEND.tagging(Collections.singletonMap("team", null)).conditionKeys())
                .containsEntry("aws:RequestTag/team", List.of(""));
    }

    @Test
    void tagsThatARequestNamesAreAConditionKeyAndNoneIsNone() {
        assertThat(SEND.untagging(List.of("a", "b")).conditionKeys())
                .isEqualTo(Map.of("aws:TagKeys", List.of("a", "b")));
        assertThat(SEND.untagging(Set.of())).isEqualTo(SEND);
        assertThat(SEND.tagging(Map.of())).isEqualTo(SEND);
    }

    @Test
    void tagsThatAResourceHasAreConditionKeys() {
        assertThat(SEND.tagged(Map.of("team", "shop")).conditionKeys())
                .isEqualTo(Map.of("aws:ResourceTag/team", List.of("shop")));
        assertThat(SEND.tagged(Map.of())).isEqualTo(SEND);
    }

    @Test
    void conditionKeysAddUpAndValuesLeftOutAreNone() {
        Need need = SEND.with("a", "1").with("b", "2", null);

        assertThat(need.conditionKeys()).isEqualTo(Map.of("a", List.of("1"), "b", List.of("2")));
        assertThat(SEND.conditionKeys()).isEmpty();
    }
}
