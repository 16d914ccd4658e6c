package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class FilterPolicyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"kind":["a","b"]}                       | String       | b         | true
                    {"kind":["a","b"]}                       | String       | B         | false
                    {"kind":[{"prefix":"ord"}]}              | String       | order     | true
                    {"kind":[{"suffix":"er"}]}               | String       | order     | true
                    {"kind":[{"equals-ignore-case":"A"}]}    | String       | a         | true
                    {"kind":[{"anything-but":["a"]}]}        | String       | b         | true
                    {"kind":[{"anything-but":["a"]}]}        | String       | a         | false
                    {"kind":[{"anything-but":{"prefix":"o"}}]} | String     | order     | false
                    {"kind":[{"numeric":[">",0,"<=",100]}]}  | Number       | 99.12     | true
                    {"kind":[{"numeric":[">",0,"<=",100]}]}  | Number       | 100.12    | false
                    {"kind":[{"numeric":["=",5]}]}           | String       | 5         | false
                    {"kind":[{"cidr":"10.0.0.0/24"}]}        | String       | 10.0.0.255 | true
                    {"kind":[{"cidr":"10.0.0.0/24"}]}        | String       | 10.1.1.0  | false
                    {"kind":[{"exists":true}]}               | String       | x         | true
                    {"kind":[{"exists":false}]}              | String       | x         | false
                    {"other":[{"exists":false}]}             | String       | x         | true
                    {"kind":["rugby"]}                       | String.Array | ["tennis","rugby"] | true
                    {"kind":["rugby"]}                       | String.Array | ["tennis"] | false
                    {"$or":[{"kind":["a"]},{"other":["b"]}]} | String       | a         | true
                    {"$or":[{"kind":["c"]},{"other":["b"]}]} | String       | a         | false
                    {"kind":["a"],"other":["b"]}             | String       | a         | false
                    """)
    void attributesAreMatched(String policy, String type, String value, boolean matches) {
        FilterPolicy.check(policy, false, SnsErrors::parameter);
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(value)
                .build();

        assertThat(FilterPolicy.of(policy, false).matches(notification("m", Map.of("kind", attribute))))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":{"b":["x"]}} | {"a":{"b":"x"}}          | true
                    {"a":{"b":["x"]}} | {"a":{"b":"y"}}          | false
                    {"a":{"b":["x"]}} | {"a":[{"b":"y"},{"b":"x"}]} | true
                    {"a":[null]}      | {"a":null}               | true
                    {"a":["x"]}       | no json                  | false
                    {"a":["x"]}       | ["a"]                    | false
                    """)
    void bodiesAreMatched(String policy, String body, boolean matches) {
        FilterPolicy.check(policy, true, SnsErrors::parameter);

        assertThat(FilterPolicy.of(policy, true).matches(notification(body, Map.of())))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"key":[["value"]]}                      | Match value must be String, number, true, false, or null
                    {"key":[{"wrong-operator":true}]}        | Unrecognized match type wrong-operator
                    {"key":[{"wildcard":"a*"}]}              | Unrecognized match type wildcard
                    {"key":[{"suffix":"value","prefix":"v"}]} | Only one key allowed in match expression
                    {"key":[]}                               | Empty arrays are not allowed
                    {"key":[{"suffix":100}]}                 | suffix match pattern must be a string
                    {"key":[{"cidr":"bad-filter"}]}          | Malformed CIDR, one '/' required
                    {"key":[{"numeric":["operator"]}]}       | Unrecognized numeric range operator: operator
                    {"key":[{"numeric":["=","000"]}]}        | Value of equals must be numeric
                    {"key":[{"numeric":[">",3,"<",1]}]}      | Bottom must be less than top
                    {"key":[{"exists":"no"}]}                | exists match pattern must be either true or false.
                    {"key":"value"}                          | "key" must be an object or an array
                    invalid                                  | failed to parse JSON. Unrecognized token 'invalid'
                    """)
    void whatIsNoPolicyIsRefusedInAwssWords(String policy, String reason) {
        assertThat(refusal(() -> FilterPolicy.check(policy, true, SnsErrors::parameter)))
                .startsWith("InvalidParameter: Invalid parameter: FilterPolicy: " + reason);
    }

    @Test
    void attributesAreNotNested() {
        assertThat(refusal(() -> FilterPolicy.check("{\"a\":{\"b\":[\"x\"]}}", false, SnsErrors::parameter)))
                .isEqualTo("InvalidParameter: Invalid parameter: Filter policy scope MessageAttributes does not support"
                        + " nested filter policy");
    }

    @Test
    void aPolicyHasFiveKeysAndNotTooManyCombinations() {
        String sixKeys = IntStream.range(0, 6)
                .mapToObj(i -> "\"key" + i + "\":[\"a\"]")
                .collect(Collectors.joining(",", "{", "}"));
        String values = IntStream.range(0, 151).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(","));
        String nested = "{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":[1,2,3]}";

        assertThat(refusal(() -> FilterPolicy.check(sixKeys, false, SnsErrors::parameter)))
                .endsWith("FilterPolicy: Filter policy can not have more than 5 keys");
        assertThat(refusal(() -> FilterPolicy.check("{\"a\":[" + values + "]}", false, SnsErrors::parameter)))
                .endsWith("FilterPolicy: Filter policy is too complex");
        assertThat(refusal(() -> FilterPolicy.check(nested, true, SnsErrors::parameter)))
                .endsWith("FilterPolicy: Filter policy is too complex");
    }

    /** The matcher would make a pattern of each of a hundred million; a product as large as this overflows a long. */
    @Test
    void combinationsAreCountedBeforeAnyIsMade() {
        String alternatives = "{\"$or\":[" + "{\"x\":[1]},".repeat(39) + "{\"y\":[1]}]}";
        String wide = IntStream.range(0, 5)
                .mapToObj(i -> "\"key" + i + "\":" + alternatives)
                .collect(Collectors.joining(",", "{", "}"));
        String large = "{\"a\":{"
                + IntStream.range(0, 64).mapToObj(i -> "\"b" + i + "\":[1,2]").collect(Collectors.joining(",")) + "}}";

        for (String policy : List.of(wide, large)) {
            assertThat(refusal(() -> FilterPolicy.check(policy, true, SnsErrors::parameter)))
                    .endsWith("FilterPolicy: Filter policy is too complex");
        }
    }

    private static Notification notification(String body, Map<String, MessageAttributeValue> attributes) {
        return new Notification(
                "id",
                Instant.EPOCH,
                Map.of("default", body),
                Optional.empty(),
                new HashMap<>(attributes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
