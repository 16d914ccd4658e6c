package ateliers.cloud.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasAllTemplatesOfSam() {
        assertThat(PolicyTemplates.instance().size()).isEqualTo(81);
    }

    @Test
    void putsAParametersValueInTheResource() throws IOException {
        JsonNode values = JSON.readTree("{\"TopicName\": {\"Ref\": \"Avis\"}, \"Autre\": 1}");

        ObjectNode document = PolicyTemplates.instance().document("F", "SNSPublishMessagePolicy", values);

        assertThat(document).isEqualTo(JSON.readTree("""
                        {"Statement": [{"Effect": "Allow", "Action": ["sns:Publish"], "Resource": {"Fn::Sub": [
                          "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${topicName}",
                          {"topicName": {"Ref": "Avis"}}]}}]}
                        """));
    }

    @Test
    void saysTheSameAsSamsOwnFile() throws IOException {
        Path file = List.of("../shared", "../../shared").stream()
                .map(shared -> Path.of(shared, "conformance/sam/policy_templates.json"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        assumeTrue(file != null, "SAM's policy templates are not here: no ../shared/conformance/sam");
        JsonNode templates = JSON.readTree(Files.readString(file)).get("Templates");

        assertThat(Nodes.names(templates)).hasSize(81).allSatisfy(name -> {
            ObjectNode values = Nodes.object();
            Nodes.names(templates.get(name).get("Parameters")).forEach(p -> values.set(p, Intrinsics.ref(p)));
            assertThat(PolicyTemplates.instance().document("F", name, values))
                    .isEqualTo(templates.get(name).get("Definition"));
        });
    }
}
