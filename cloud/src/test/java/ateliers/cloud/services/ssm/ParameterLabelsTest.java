package ateliers.cloud.services.ssm;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/**
 * Labels after the user guide's "Working with parameter labels", and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html">labels</a>
 */
class ParameterLabelsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SsmClient ssm;

    @BeforeEach
    void twoVersions() {
        ssm = cloud.client(SsmClient.builder());
        ssm.putParameter(r -> r.name("/p").value("one").type("String"));
        ssm.putParameter(r -> r.name("/p").value("two").overwrite(true));
    }

    @Test
    void aLabelIsAtOneVersionAndMoves() {
        ssm.labelParameterVersion(r -> r.name("/p").parameterVersion(1L).labels("live", "Test_1"));
        assertThat(value("/p:live")).isEqualTo("one");

        LabelParameterVersionResponse moved =
                ssm.labelParameterVersion(r -> r.name("/p").labels("live"));

        assertThat(moved.parameterVersion()).isEqualTo(2);
        assertThat(moved.invalidLabels()).isEmpty();
        assertThat(value("/p:live")).isEqualTo("two");
        assertThat(ssm.getParameter(r -> r.name("/p:live")).parameter().selector())
                .isEqualTo(":live");
        assertThat(ssm.getParameterHistory(r -> r.name("/p")).parameters().stream()
                        .map(ParameterHistory::labels))
                .containsExactly(List.of("Test_1"), List.of("live"));
    }

    private String value(String name) {
        return ssm.getParameter(r -> r.name(name)).parameter().value();
    }

    @Test
    void labelsThatAreNoneAreNamed() {
        assertThat(ssm.labelParameterVersion(r -> r.name("/p").labels("1st", "aws-x", "SSM", "a b", "ok"))
                        .invalidLabels())
                .containsExactly("1st", "aws-x", "SSM", "a b");
        assertThat(value("/p:ok")).isEqualTo("two");
        assertThat(refusal(() -> value("/p:aws-x"))).startsWith("ParameterVersionNotFound");
    }

    @Test
    void aVersionHasTenLabelsAtMost() {
        ssm.labelParameterVersion(r -> r.name("/p")
                .labels(IntStream.range(0, 10).mapToObj(i -> "l" + i).toList()));

        assertThat(refusal(() -> ssm.labelParameterVersion(r -> r.name("/p").labels("l10"))))
                .startsWith("ParameterVersionLabelLimitExceeded: A parameter version can have maximum 10 labels.");
        ssm.labelParameterVersion(r -> r.name("/p").labels("l9"));
    }

    @Test
    void labelsAreTakenAway() {
        ssm.labelParameterVersion(r -> r.name("/p").labels("live"));

        UnlabelParameterVersionResponse response = ssm.unlabelParameterVersion(
                r -> r.name("/p").parameterVersion(2L).labels("live", "none"));

        assertThat(response.removedLabels()).containsExactly("live");
        assertThat(response.invalidLabels()).containsExactly("none");
        assertThat(refusal(() -> value("/p:live"))).startsWith("ParameterVersionNotFound");
    }

    @Test
    void labelsNeedAVersionThatIsThere() {
        String words =
                "ParameterVersionNotFound: Systems Manager could not find version 7 of /p. Verify the version and try"
                        + " again.";

        assertThat(refusal(() -> ssm.labelParameterVersion(
                        r -> r.name("/p").parameterVersion(7L).labels("x"))))
                .isEqualTo(words);
        assertThat(refusal(() -> ssm.unlabelParameterVersion(
                        r -> r.name("/p").parameterVersion(7L).labels("x"))))
                .isEqualTo(words);
        assertThat(refusal(() -> ssm.unlabelParameterVersion(r -> r.name("/p").labels("x"))))
                .contains("Value null at 'parameterVersion'");
        assertThat(refusal(() -> ssm.labelParameterVersion(r -> r.name("/none").labels("x"))))
                .startsWith("ParameterNotFound");
    }

    @Test
    void tagsAreSetListedAndTakenAway() {
        ResourceTypeForTagging type = ResourceTypeForTagging.PARAMETER;
        ssm.addTagsToResource(r -> r.resourceType(type).resourceId("/p").tags(tag("team", "bank"), tag("x", "1")));
        ssm.removeTagsFromResource(r -> r.resourceType(type).resourceId("/p").tagKeys("x", "none"));

        assertThat(ssm.listTagsForResource(r -> r.resourceType(type).resourceId("/p"))
                        .tagList())
                .containsExactly(Tag.builder().key("team").value("bank").build());
        assertThat(refusal(
                        () -> ssm.listTagsForResource(r -> r.resourceType(type).resourceId("/none"))))
                .startsWith("InvalidResourceId");
        assertThat(refusal(() ->
                        ssm.listTagsForResource(r -> r.resourceType("Document").resourceId("/p"))))
                .startsWith("Unsupported: Unsupported by the embedded cloud: ssm: tags of the resource type Document");
        assertThat(refusal(() ->
                        ssm.listTagsForResource(r -> r.resourceType("Table").resourceId("/p"))))
                .startsWith("ValidationException: 1 validation error detected: Value 'Table' at 'resourceType'");
        assertThat(refusal(() -> ssm.putParameter(
                        r -> r.name("/p").value("x").overwrite(true).tags(tag("a", "b")))))
                .startsWith("ValidationException: Invalid request: tags and overwrite can't be used together.");
        assertThat(refusal(() -> ssm.addTagsToResource(
                        r -> r.resourceType(type).resourceId("/p").tags(tag("aws:x", "1")))))
                .startsWith("ValidationException");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
