package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;

/**
 * Aliases that share invocations between two versions, in the words that LocalStack recorded on AWS ({@code
 * lambda_/test_lambda_api.snapshot.json}, TestLambdaAlias; {@code test_lambda.snapshot.json}, test_alias_routingconfig).
 */
class WeightedAliasTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String arn;

    @BeforeEach
    void makeTwoVersions() {
        lambda = cloud.client(LambdaClient.builder());
        Subjects subjects = new Subjects(cloud.cloud());
        subjects.create("f", subjects.role("runner", "lambda.amazonaws.com"), r -> {});
        lambda.publishVersion(r -> r.functionName("f"));
        lambda.updateFunctionConfiguration(r -> r.functionName("f").description("the second"));
        lambda.publishVersion(r -> r.functionName("f"));
        arn = cloud.cloud().place().arn("lambda", "function:f");
    }

    private void alias(String name, String first, Map<String, Double> weights) {
        lambda.createAlias(r -> r.functionName("f")
                .name(name)
                .functionVersion(first)
                .routingConfig(c -> c.additionalVersionWeights(weights)));
    }

    private List<String> executed(int times) {
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            versions.add(
                    lambda.invoke(r -> r.functionName("f").qualifier("live")).executedVersion());
        }
        return versions;
    }

    @Test
    void invocationsAreSharedByWeight() {
        alias("live", "1", Map.of("2", 0.2));

        List<String> executed = executed(50);

        assertThat(executed).containsOnly("1", "2");
        assertThat(Collections.frequency(executed, "2")).isBetween(8, 12);
    }

    @Test
    void allOrNothingIsAWeightToo() {
        alias("live", "1", Map.of("2", 1.0));
        assertThat(executed(3)).containsOnly("2");

        lambda.updateAlias(
                r -> r.functionName("f").name("live").routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.0))));
        assertThat(executed(3)).containsOnly("1");
    }

    @Test
    void weightsAreShownKeptAndTakenAway() {
        alias("live", "1", Map.of("2", 0.2));
        assertThat(lambda.getAlias(r -> r.functionName("f").name("live"))
                        .routingConfig()
                        .additionalVersionWeights())
                .isEqualTo(Map.of("2", 0.2));

        assertThat(lambda.updateAlias(r -> r.functionName("f").name("live").description("canary"))
                        .routingConfig()
                        .additionalVersionWeights())
                .isEqualTo(Map.of("2", 0.2));
        assertThat(lambda.updateAlias(r -> r.functionName("f")
                                .name("live")
                                .functionVersion("2")
                                .routingConfig(c -> c.additionalVersionWeights(Map.of())))
                        .routingConfig())
                .isNull();
        alias("empty", "1", Map.of());
        assertThat(lambda.getAlias(r -> r.functionName("f").name("empty")).routingConfig())
                .isNull();
    }

    @Test
    void aVersionThatAWeightLeadsToIsInUse() {
        alias("live", "1", Map.of("2", 0.2));

        assertThat(refusal(() -> lambda.deleteFunction(r -> r.functionName("f").qualifier("2"))))
                .isEqualTo(
                        "ResourceConflictException: Unable to delete version because the following aliases reference it:"
                                + " [live]");
        assertThat(lambda.listAliases(r -> r.functionName("f").functionVersion("2"))
                        .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("live");
    }

    @Test
    void weightsThatCannotBeAreRefused() {
        assertThat(refusal(() -> alias("a", "1", Map.of("1", 0.5, "2", 0.5))))
                .isEqualTo(
                        "InvalidParameterValueException: Number of items in AdditionalVersionWeights cannot be greater"
                                + " than 1");
        for (double weight : new double[] {2, -1}) {
            assertThat(refusal(() -> alias("a", "1", Map.of("2", weight))))
                    .isEqualTo("ValidationException: 1 validation error detected: Value '{2=" + weight
                            + "}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must"
                            + " satisfy constraint: [Member must have value less than or equal to 1.0, Member must have"
                            + " value greater than or equal to 0.0, Member must not be null]");
        }
        assertThat(refusal(() -> alias("a", "1", Map.of("$LATEST", 0.5))))
                .isEqualTo("ValidationException: 1 validation error detected: Value '{$LATEST=0.5}' at"
                        + " 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy"
                        + " constraint: [Member must have length less than or equal to 1024, Member must have length"
                        + " greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]");
        assertThat(refusal(() -> alias("a", "1", Map.of("1", 0.5))))
                .isEqualTo("InvalidParameterValueException: Invalid function version 1. Function version 1 is already"
                        + " included in routing configuration.");
        assertThat(refusal(() -> alias("a", "$LATEST", Map.of("1", 0.5))))
                .isEqualTo(
                        "InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1"
                                + " version");
        for (String[] versions : new String[][] {{"1", "10"}, {"10", "1"}}) {
            assertThat(refusal(() -> alias("a", versions[0], Map.of(versions[1], 0.5))))
                    .isEqualTo("ResourceNotFoundException: Function not found: " + arn + ":10");
        }
    }

    @Test
    void whatThereIsNotIsRefusedInItsWords() {
        assertThat(refusal(() ->
                        lambda.createAlias(r -> r.functionName("g").name("a").functionVersion("1"))))
                .isEqualTo("ResourceNotFoundException: Function not found: "
                        + cloud.cloud().place().arn("lambda", "function:g:1"));
        assertThat(refusal(() -> lambda.updateAlias(r -> r.functionName("f").name("a"))))
                .isEqualTo("ResourceNotFoundException: Alias not found: " + arn + ":a");
        assertThat(refusal(() -> lambda.getAlias(r -> r.functionName("f").name("a"))))
                .isEqualTo("ResourceNotFoundException: Cannot find alias arn: " + arn + ":a");
    }
}
