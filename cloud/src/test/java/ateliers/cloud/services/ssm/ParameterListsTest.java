package ateliers.cloud.services.ssm;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * Lists of parameters, by path and by filters, after the user guide's "Working with parameter hierarchies" and the API
 * reference's ParameterStringFilter; refusals in the words that moto's project took from AWS.
 */
class ParameterListsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SsmClient ssm;

    @BeforeEach
    void parameters() {
        ssm = cloud.client(SsmClient.builder());
        Stream.of("/shop/db/name", "/shop/db/port", "/shop/title", "/shopping", "flat")
                .forEach(name -> ssm.putParameter(r -> r.name(name)
                        .value(name)
                        .type(name.endsWith("port") ? "SecureString" : "String")
                        .tags(tag("level", "" + name.split("/").length))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /shop    | false | /shop/title
            /shop/   | false | /shop/title
            /shop    | true  | /shop/db/name /shop/db/port /shop/title
            /shop/db | false | /shop/db/name /shop/db/port
            /        | false | /shopping flat
            /        | true  | /shop/db/name /shop/db/port /shop/title /shopping flat
            /none    | true  |
            """)
    void aPathHasItsOwnLevelOrAllBelow(String path, boolean recursive, String names) {
        assertThat(byPath(path, recursive)).isEqualTo(names == null ? List.of() : List.of(names.split(" ")));
    }

    private List<String> byPath(String path, boolean recursive) {
        return ssm.getParametersByPath(r -> r.path(path).recursive(recursive)).parameters().stream()
                .map(Parameter::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "/shop//", "/sh op", "//"})
    void whatIsNoPathIsRefused(String path) {
        assertThat(refusal(() -> byPath(path, true)))
                .startsWith(
                        "ValidationException: The parameter doesn't meet the parameter name requirements. The parameter"
                                + " name must begin with a forward slash \"/\".");
    }

    @Test
    void parametersOfAwsItselfAreLacking() {
        assertThat(refusal(() -> byPath("/aws/service/global-infrastructure", true)))
                .startsWith("Unsupported: Unsupported by the embedded cloud: ssm: parameters of AWS's own");
        assertThat(refusal(() -> ssm.getParameter(r -> r.name("/aws/reference/secretsmanager/x"))))
                .startsWith("Unsupported");
    }

    @Test
    void pagesByPathHaveTenParametersAtMost() {
        IntStream.range(0, 12)
                .forEach(i -> ssm.putParameter(
                        r -> r.name("/many/" + (10 + i)).value("x").type("String")));

        GetParametersByPathResponse first = ssm.getParametersByPath(r -> r.path("/many"));

        assertThat(first.parameters()).hasSize(10);
        assertThat(ssm.getParametersByPath(r -> r.path("/many").nextToken(first.nextToken()))
                        .parameters())
                .hasSize(2);
        assertThat(refusal(() -> ssm.getParametersByPath(r -> r.path("/many").maxResults(11))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value '11' at 'maxResults' failed to satisfy"
                                + " constraint: Member must have value less than or equal to 10");
        assertThat(refusal(() -> ssm.getParametersByPath(r -> r.path("/many").nextToken("no token"))))
                .startsWith("InvalidNextToken");
    }

    /** As LocalStack's test_get_parameters_by_path_and_filter_by_labels saw it of AWS. */
    @Test
    void aLabelFindsTheVersionThatHasIt() {
        ssm.labelParameterVersion(r -> r.name("/shop/title").labels("live"));
        ssm.putParameter(r -> r.name("/shop/title").value("new").overwrite(true));

        List<Parameter> found = ssm.getParametersByPath(
                        r -> r.path("/shop").recursive(true).parameterFilters(filter("Label", "live", "other")))
                .parameters();

        assertThat(found.stream().map(Parameter::value)).containsExactly("/shop/title");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Name      |            | flat              | flat
            Name      | Equals     | /flat             | flat
            Name      | BeginsWith | /shop             | /shop/db/name /shop/db/port /shop/title /shopping
            Name      | Contains   | port              | /shop/db/port
            Type      |            | SecureString      | /shop/db/port
            KeyId     |            | alias/aws/ssm     | /shop/db/port
            Tier      |            | Advanced          |
            DataType  |            | text              | /shop/db/name /shop/db/port /shop/title /shopping flat
            Path      |            | /shop             | /shop/title
            Path      | Recursive  | /shop             | /shop/db/name /shop/db/port /shop/title
            tag:level |            | 1 2               | /shopping flat
            tag:level | BeginsWith | 4                 | /shop/db/name /shop/db/port
            tag:none  |            | 1                 |
            """)
    void filtersChooseParameters(String key, String option, String values, String names) {
        assertThat(described(f -> f.key(key).option(option).values(values.split(" "))))
                .isEqualTo(names == null ? List.of() : List.of(names.split(" ")));
    }

    @Test
    void aTagIsAskedForWithoutItsValue() {
        assertThat(described(f -> f.key("tag:level"))).hasSize(5);
    }

    private List<String> described(Consumer<ParameterStringFilter.Builder> filter) {
        return ssm
                .describeParameters(r -> r.parameterFilters(List.of(
                        ParameterStringFilter.builder().applyMutation(filter).build())))
                .parameters()
                .stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Owner |            | x     | ValidationException: 1 validation error detected: Value 'Owner' at 'parameterFilters.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType
            Label |            | x     | InvalidFilterKey: The following filter key is not valid: Label. Valid filter keys include: [Path, Name, Type, KeyId, Tier].
            Name  |            |       | InvalidFilterValue: The following filter values are missing : null for filter key Name.
            Type  |            | Text  | InvalidFilterOption: The following filter value is not valid: Text. Valid values include: [String, StringList, SecureString].
            Path  | Equals     | /shop | InvalidFilterOption: The following filter option is not valid: Equals. Valid options include: [Recursive, OneLevel].
            Type  | Contains   | String | InvalidFilterOption: The following filter option is not valid: Contains. Valid options include: [BeginsWith, Equals].
            Path  |            | /aws  | ValidationException: Filters for common parameters can't be prefixed with "aws" or "ssm" (case-insensitive). When using global parameters, please specify within a global namespace.
            Path  |            | shop  | ValidationException: The parameter doesn't meet the parameter name requirements.
            """)
    void filtersThatAreNoneAreRefused(String key, String option, String value, String words) {
        assertThat(refusal(() -> described(f -> {
                    f.key(key).option(option);
                    if (value != null) {
                        f.values(value);
                    }
                })))
                .startsWith(words);
    }

    @Test
    void someFiltersAreForOneListOnly() {
        assertThat(refusal(() -> ssm.getParametersByPath(r -> r.path("/shop").parameterFilters(filter("Name", "x")))))
                .isEqualTo(
                        "InvalidFilterKey: The following filter key is not valid: Name. Valid filter keys include: [Type,"
                                + " KeyId].");
        assertThat(refusal(() -> ssm.describeParameters(
                        r -> r.parameterFilters(filter("Type", "String"), filter("Type", "StringList")))))
                .startsWith("InvalidFilterKey: The following filter is duplicated in the request: Type.");
        assertThat(refusal(() -> ssm.describeParameters(
                        r -> r.filters(older("Name", "x")).parameterFilters(filter("Type", "String")))))
                .isEqualTo("ValidationException: You can use either Filters or ParameterFilters in a single request.");
    }

    @Test
    void olderFiltersGoOn() {
        assertThat(ssm.describeParameters(r -> r.filters(older("Name", "/shop/")))
                        .parameters())
                .hasSize(3);
        assertThat(ssm.describeParameters(r -> r.filters(older("Type", "SecureString")))
                        .parameters())
                .hasSize(1);
    }

    private static ParameterStringFilter filter(String key, String... values) {
        return ParameterStringFilter.builder().key(key).values(values).build();
    }

    private static ParametersFilter older(String key, String value) {
        return ParametersFilter.builder().key(key).values(value).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
