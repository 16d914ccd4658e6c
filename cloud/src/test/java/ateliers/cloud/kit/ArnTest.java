package ateliers.cloud.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:eu-west-3:123456789012:orders, aws, sqs, eu-west-3, 123456789012, orders",
        "arn:aws-cn:lambda:cn-north-1:123456789012:function:f:1, aws-cn, lambda, cn-north-1, 123456789012, function:f:1",
        "arn:aws:iam::123456789012:role/path/name, aws, iam, '', 123456789012, role/path/name",
        "arn:aws:s3:::bucket/a:b, aws, s3, '', '', bucket/a:b",
        "arn:aws:sns:eu-west-3:123456789012:, aws, sns, eu-west-3, 123456789012, ''",
        "arn:::::, '', '', '', '', ''",
    })
    void anArnHasFivePartsAndWhatFollowsThem(
            String text, String partition, String service, String region, String account, String resource) {
        Arn arn = Arn.of(text);

        assertThat(arn).isEqualTo(new Arn(partition, service, region, account, resource));
        assertThat(arn).hasToString(text);
        assertThat(Arn.find(text)).contains(arn);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "orders",
                "arn",
                "arn:aws:sqs:eu-west-3:123456789012",
                "urn:aws:sqs:eu-west-3:123456789012:orders",
                "ARN:aws:sqs:eu-west-3:123456789012:orders",
                " arn:aws:sqs:eu-west-3:123456789012:orders",
            })
    void whatLacksAPartOrBeginsOtherwiseIsNone(String text) {
        assertThat(Arn.find(text)).isEmpty();
    }

    @Test
    void whatIsNoneIsNamedInTheError() {
        assertThatIllegalArgumentException().isThrownBy(() -> Arn.of("orders")).withMessageContaining("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "orders, '', orders",
        "table/orders, table, orders",
        "table/orders/stream/2026-01-01T00:00:00.000, table, orders/stream/2026-01-01T00:00:00.000",
        "function:f, function, f",
        "function:f:live, function, f:live",
        "log-group:/aws/lambda/f:*, log-group, /aws/lambda/f:*",
        "role/path:odd, role, path:odd",
        "/begins, '', begins",
        "ends:, ends, ''",
        "'', '', ''",
    })
    void theFirstColonOrSlashTellsTheKindFromTheName(String resource, String type, String id) {
        Arn arn = new Arn("aws", "any", "eu-west-3", "123456789012", resource);

        assertThat(arn.type()).isEqualTo(type);
        assertThat(arn.id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, orders",
        "role/shop/orders, orders",
        "function:f:live, live",
        "role/path:odd, odd",
        "ends/, ''",
    })
    void theNameIsTheLastPart(String resource, String name) {
        assertThat(new Arn("aws", "any", "", "123456789012", resource).name()).isEqualTo(name);
    }

    @Test
    void thePartsAreWhatStandsBetweenColons() {
        assertThat(Arn.of("arn:aws:logs:eu-west-3:123456789012:log-group:/aws/lambda/f:*")
                        .parts())
                .containsExactly("log-group", "/aws/lambda/f", "*");
        assertThat(Arn.of("arn:aws:sqs:eu-west-3:123456789012:orders").parts()).containsExactly("orders");
    }
}
