package ateliers.cloud.services.ssm;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/**
 * Parameters over HTTP. What answers look like follows those that LocalStack's project recorded of AWS
 * ({@code tests/aws/services/ssm/test_ssm.snapshot.json}); refusals, the words that AWS's API reference has or that
 * reports of its users quote: each test names its own.
 */
class ParameterStoreTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SsmClient ssm;

    @BeforeEach
    void client() {
        ssm = cloud.client(SsmClient.builder());
    }

    /** As recorded by test_parameters_with_path and test_get_parameter_by_arn. */
    @ParameterizedTest
    @ValueSource(strings = {"/test/param", "param"})
    void aParameterIsReadByItsNameAndItsArn(String name) {
        PutParameterResponse put = ssm.putParameter(
                r -> r.name(name).description("test").value("123").type(ParameterType.STRING));

        Parameter parameter = ssm.getParameter(r -> r.name(name)).parameter();

        assertThat(put.version()).isEqualTo(1);
        assertThat(put.tier()).isEqualTo(ParameterTier.STANDARD);
        assertThat(parameter.arn())
                .isEqualTo(cloud.cloud().place().arn("ssm", "parameter/" + name.replaceFirst("^/", "")));
        assertThat(parameter.dataType()).isEqualTo("text");
        assertThat(parameter.name()).isEqualTo(name);
        assertThat(parameter.type()).isEqualTo(ParameterType.STRING);
        assertThat(parameter.value()).isEqualTo("123");
        assertThat(parameter.version()).isEqualTo(1);
        assertThat(parameter.selector()).isNull();
        assertThat(parameter.lastModifiedDate()).isNotNull();
        assertThat(ssm.getParameter(r -> r.name(parameter.arn())).parameter()).isEqualTo(parameter);
        GetParametersResponse several = ssm.getParameters(r -> r.names(parameter.arn()));
        assertThat(several.parameters()).containsExactly(parameter);
        assertThat(several.invalidParameters()).isEmpty();
    }

    /** As test_put_parameters saw it of AWS: a name of one level may have its slash or not. */
    @Test
    void aNameOfOneLevelMayHaveASlash() {
        put("port", "80");

        assertThat(ssm.getParameter(r -> r.name("/port")).parameter().name()).isEqualTo("/port");
        assertThat(refusal(() -> put("/port", "81"))).startsWith("ParameterAlreadyExists");
    }

    /** As test_hierarchical_parameter saw it of AWS. */
    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/a//b", "/a/b/", "a b", "/é", "ssmp", "/SSM/x"})
    void aNameThatIsNoneIsRefused(String name) {
        String rule =
                "ValidationException: Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as"
                        + " a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of"
                        + " letters, numbers and the following 3 symbols .-_";
        if (!name.toLowerCase(Locale.ROOT).contains("ssm")) {
            assertThat(refusal(() -> ssm.getParameter(r -> r.name(name)))).isEqualTo(rule);
        }
        assertThat(refusal(() -> put(name, "x")))
                .isEqualTo(
                        name.equals("a/b")
                                ? "ValidationException: Parameter name must be a fully qualified name."
                                : rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "awslimitschecker", "/aws/x", "AWS-x"})
    void awsKeepsNamesToItself(String name) {
        assertThat(refusal(() -> put(name, "x")))
                .isEqualTo("AccessDeniedException: No access to reserved parameter name: " + name + ".");
    }

    @Test
    void aHierarchyHasFifteenLevelsAtMost() {
        put("/a".repeat(15), "deep");

        assertThat(refusal(() -> put("/a".repeat(16), "deeper")))
                .startsWith("HierarchyLevelLimitExceededException: A hierarchy can have a maximum of 15 levels.");
    }

    /** AWS names no parameter that is not there: "An error occurred (ParameterNotFound) when calling …: ". */
    @Test
    void whatIsNotThereIsNotFound() {
        String other = cloud.cloud()
                .place()
                .arn("ssm", "parameter/x")
                .replace(cloud.cloud().place().account(), "999999999999");
        put("x", "1");

        assertThat(refusal(() -> ssm.getParameter(r -> r.name("/none/x")))).startsWith("ParameterNotFound");
        assertThat(refusal(() -> ssm.getParameter(r -> r.name(other)))).startsWith("ParameterNotFound");
        assertThat(refusal(() -> ssm.getParameterHistory(r -> r.name("none")))).startsWith("ParameterNotFound");
        assertThat(refusal(() -> ssm.deleteParameter(r -> r.name("none")))).startsWith("ParameterNotFound");
        assertThat(ssm.getParameters(r -> r.names("none", "x", "x:9")).invalidParameters())
                .containsExactly("none", "x:9");
    }

    @Test
    void severalAreAnsweredByTheirNames() {
        List.of("c", "a", "b").forEach(name -> put(name, name));

        assertThat(ssm.getParameters(r -> r.names("c", "b", "a", "b")).parameters().stream()
                        .map(Parameter::name))
                .containsExactly("a", "b", "c");
        List<String> eleven = IntStream.range(0, 11).mapToObj(i -> "p" + i).toList();
        assertThat(refusal(() -> ssm.getParameters(r -> r.names(eleven))))
                .contains("at 'names' failed to satisfy constraint: Member must have length less than or equal to 10");
    }

    /** The user guide's "Working with parameter versions"; what an overwrite leaves out stays. */
    @Test
    void overwritingMakesAVersion() {
        ssm.putParameter(
                r -> r.name("/p").value("1").type("String").description("d").allowedPattern("\\d+"));

        assertThat(refusal(() -> put("/p", "2")))
                .isEqualTo(
                        "ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the overwrite"
                                + " option in the request to true.");
        PutParameterResponse second =
                ssm.putParameter(r -> r.name("/p").value("2").overwrite(true));

        assertThat(second.version()).isEqualTo(2);
        assertThat(ssm.getParameter(r -> r.name("/p:1")).parameter().value()).isEqualTo("1");
        assertThat(ssm.getParameter(r -> r.name("/p:1")).parameter().selector()).isEqualTo(":1");
        assertThat(refusal(() -> ssm.getParameter(r -> r.name("/p:3"))))
                .isEqualTo(
                        "ParameterVersionNotFound: Systems Manager could not find version 3 of /p. Verify the version and"
                                + " try again.");
        assertThat(refusal(() -> ssm.putParameter(r -> r.name("/p").value("x").overwrite(true))))
                .isEqualTo(
                        "ParameterPatternMismatchException: Parameter value, cannot be validated against allowedPattern:"
                                + " \\d+");
        List<ParameterHistory> history =
                ssm.getParameterHistory(r -> r.name("/p")).parameters();
        assertThat(history.stream().map(ParameterHistory::value)).containsExactly("1", "2");
        assertThat(history.get(1).description()).isEqualTo("d");
        assertThat(history.get(1).allowedPattern()).isEqualTo("\\d+");
        assertThat(history.get(1).lastModifiedUser())
                .isEqualTo(cloud.cloud().root().arn());
        assertThat(history.get(1).hasLabels()).isTrue();
        assertThat(history.get(1).tier()).isEqualTo(ParameterTier.STANDARD);
    }

    /** Terraform's TestAccSSMParameter_updateType makes a String of a SecureString on AWS. */
    @Test
    void aTypeMayChange() {
        ssm.putParameter(r -> r.name("p").value("1").type("SecureString"));
        ssm.putParameter(r -> r.name("p").value("2").type("String").overwrite(true));

        assertThat(ssm.getParameter(r -> r.name("p")).parameter().value()).isEqualTo("2");
        assertThat(metadata("p").keyId()).isNull();
    }

    @Test
    void theHundredAndFirstVersionReplacesTheFirst() {
        put("p", "0");
        for (int i = 1; i < 100; i++) {
            String value = "" + i;
            ssm.putParameter(r -> r.name("p").value(value).overwrite(true));
        }
        ssm.labelParameterVersion(r -> r.name("p").parameterVersion(2L).labels("keep"));

        assertThat(ssm.putParameter(r -> r.name("p").value("100").overwrite(true))
                        .version())
                .isEqualTo(101);
        assertThat(refusal(() -> ssm.getParameter(r -> r.name("p:1")))).startsWith("ParameterVersionNotFound");
        assertThat(refusal(() -> ssm.putParameter(r -> r.name("p").value("101").overwrite(true))))
                .isEqualTo("ParameterMaxVersionLimitExceeded: You attempted to create a new version of p by calling the"
                        + " PutParameter API with the overwrite flag. Version 2, the oldest version, can't be deleted"
                        + " because it has a label associated with it. Move the label to another version of the parameter,"
                        + " and try again.");
        assertThat(ssm.getParameterHistory(r -> r.name("p").maxResults(50)).nextToken())
                .isNotNull();
        assertThat(ssm.getParameterHistoryPaginator(r -> r.name("p")).stream()
                        .flatMap(page -> page.parameters().stream())
                        .map(ParameterHistory::version))
                .hasSize(100)
                .startsWith(2L)
                .endsWith(101L);
    }

    @Test
    void aSecureStringShowsItsValueToWhoAsksForIt() {
        ssm.putParameter(r -> r.name("/db/password").value("s3cret").type("SecureString"));

        String cipher =
                ssm.getParameter(r -> r.name("/db/password")).parameter().value();

        assertThat(cipher).startsWith("AQICAH").doesNotContain("s3cret").hasSizeGreaterThan(100);
        assertThat(ssm.getParameter(r -> r.name("/db/password")).parameter().value())
                .isEqualTo(cipher);
        assertThat(ssm.getParameter(r -> r.name("/db/password").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("s3cret");
        assertThat(ssm.getParametersByPath(r -> r.path("/db").withDecryption(true))
                        .parameters()
                        .get(0)
                        .value())
                .isEqualTo("s3cret");
        assertThat(ssm.getParameterHistory(r -> r.name("/db/password"))
                        .parameters()
                        .get(0)
                        .value())
                .isEqualTo(cipher);
        assertThat(metadata("/db/password").keyId()).isEqualTo("alias/aws/ssm");
    }

    /** The user guide's "Managing parameter tiers"; the words as users of Terraform quote them. */
    @Test
    void largeValuesNeedTheAdvancedTier() {
        String large = "é".repeat(2049);

        assertThat(refusal(() -> put("p", large)))
                .startsWith("ValidationException: Standard tier parameters support a maximum parameter value of 4096"
                        + " characters. To create a larger parameter value, upgrade the parameter to use the"
                        + " advanced-parameter tier.");
        assertThat(ssm.putParameter(r -> r.name("p").value(large).type("String").tier("Intelligent-Tiering"))
                        .tierAsString())
                .isEqualTo("Advanced");
        assertThat(refusal(() -> ssm.putParameter(
                        r -> r.name("p").value("x").tier("Standard").overwrite(true))))
                .startsWith(
                        "ValidationException: This parameter uses the advanced-parameter tier. You can't downgrade");
        assertThat(ssm.putParameter(r -> r.name("p").value("x").overwrite(true)).tierAsString())
                .isEqualTo("Advanced");
        assertThat(refusal(() -> ssm.putParameter(
                        r -> r.name("q").value("x".repeat(8193)).type("String").tier("Advanced"))))
                .startsWith("ValidationException: Advanced tier parameters");
        assertThat(ssm.putParameter(r -> r.name("q")
                                .value("x".repeat(4096))
                                .type("String")
                                .tier("Intelligent-Tiering"))
                        .tierAsString())
                .isEqualTo("Standard");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            value=x                         | ValidationException: A parameter type is required when you create a parameter.
            value=x type=Text               | ValidationException: 1 validation error detected: Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]
            type=String                     | ValidationException: 1 validation error detected: Value null at 'value' failed to satisfy constraint: Member must not be null
            value= type=String              | ValidationException: 1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1
            value={{ssm:x}} type=String     | ValidationException: Parameter value can't nest another parameter. Do not use "{{}}" in the value.
            value=x type=String data=json   | ValidationException: The following data type is not supported: json (Data type names are all lowercase.)
            value=x type=String data=aws:ec2:image | Unsupported: Unsupported by the embedded cloud: ssm: parameters of the data type aws:ec2:image
            value=x type=String key=k       | ValidationException: KeyId is required for SecureString type parameter only.
            value=x type=SecureString key=alias/mine | Unsupported: Unsupported by the embedded cloud: ssm: the customer managed key alias/mine
            value=x type=String policies=[] | Unsupported: Unsupported by the embedded cloud: the parameter Policies of ssm:PutParameter
            value=x type=String pattern=(   | InvalidAllowedPatternException: The request does not meet the regular expression requirement.
            """)
    void whatPutParameterDoesNotTakeIsRefused(String members, String words) {
        PutParameterRequest.Builder request = PutParameterRequest.builder().name("p");
        for (String member : members.split(" ")) {
            String value = member.substring(member.indexOf('=') + 1);
            switch (member.substring(0, member.indexOf('='))) {
                case "value" -> request.value(value);
                case "type" -> request.type(value);
                case "data" -> request.dataType(value);
                case "key" -> request.keyId(value);
                case "policies" -> request.policies(value);
                default -> request.allowedPattern(value);
            }
        }

        assertThat(refusal(() -> ssm.putParameter(request.build()))).startsWith(words);
        assertThat(ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void whatIsDeletedIsGoneWithItsVersions() {
        put("a", "1");
        put("b", "1");
        ssm.putParameter(r -> r.name("a").value("2").overwrite(true));
        ssm.deleteParameter(r -> r.name("a"));
        put("a", "3");

        assertThat(ssm.getParameter(r -> r.name("a")).parameter().version()).isEqualTo(1);
        assertThat(ssm.deleteParameters(r -> r.names("a", "none", "b")).deletedParameters())
                .containsExactly("a", "b");
        assertThat(ssm.deleteParameters(r -> r.names("a")).invalidParameters()).containsExactly("a");
    }

    private ParameterMetadata metadata(String name) {
        return ssm.describeParameters(r -> r.parameterFilters(
                        ParameterStringFilter.builder().key("Name").values(name).build()))
                .parameters()
                .get(0);
    }

    private void put(String name, String value) {
        ssm.putParameter(r -> r.name(name).value(value).type(ParameterType.STRING));
    }
}
