package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Versions that functions publish. The logical ids are those of SAM's own outputs ({@code
 * function_with_alias_and_all_properties_property}, {@code function_with_alias_version_deletion_policy}, {@code
 * function_with_disabled_deployment_preference} of its translator's tests).
 */
class SamVersionsTest {
    private static final String TEMPLATE = """
            Resources:
              MinimalFunction:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://sam-demo-bucket/hello.zip
                  Handler: hello.handler
                  Runtime: python2.7
                  AutoPublishAlias: live
            """;

    private static ObjectNode resources(String more) {
        SamContext context = new SamContext("ap-southeast-1", "aws", "123456789012", Map.of());
        return (ObjectNode)
                SamTransform.transform(TemplateReader.read(TEMPLATE + more).root(), context)
                        .get("Resources");
    }

    @Test
    void theCodeAloneNamesAVersion() {
        assertThat(resources("").has("MinimalFunctionVersion640128d35d")).isTrue();
        assertThat(resources("      Timeout: 7\n").has("MinimalFunctionVersion640128d35d"))
                .isTrue();
    }

    @Test
    void allPropertiesNameItWhereThatIsAskedFor() {
        ObjectNode all = resources("      AutoPublishAliasAllProperties: true\n");
        assertThat(all.has("MinimalFunctionVersion62bebcf0c1")).isTrue();
        assertThat(resources("      AutoPublishAliasAllProperties: true\n      Timeout: 7\n")
                        .has("MinimalFunctionVersion62bebcf0c1"))
                .isFalse();
        assertThat(resources("      AutoPublishAliasAllProperties: false\n").has("MinimalFunctionVersion640128d35d"))
                .isTrue();
    }

    @Test
    void aVersionIsKeptUnlessItsPolicySaysOtherwise() {
        assertThat(resources("")
                        .at("/MinimalFunctionVersion640128d35d/DeletionPolicy")
                        .asText())
                .isEqualTo("Retain");
        assertThat(resources("      VersionDeletionPolicy: Delete\n")
                        .at("/MinimalFunctionVersion640128d35d/DeletionPolicy")
                        .asText())
                .isEqualTo("Delete");
    }

    @Test
    void aDeploymentThatIsSwitchedOffIsNone() {
        ObjectNode resources = resources("      DeploymentPreference: {Enabled: false, Type: AllAtOnce}\n");

        assertThat(resources).isEqualTo(resources(""));
    }
}
