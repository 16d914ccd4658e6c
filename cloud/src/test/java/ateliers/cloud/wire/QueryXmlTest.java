package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.WireTraits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;

class QueryXmlTest {

    @Test
    void wrapsAnEmptyOutputTooSinceBotoLooksForIt() {
        Api api = new Api(SdkModel.of(CloudFormationClient.class), new WireTraits());
        SdkOperation operation = api.model().operation("ExecuteChangeSet").orElseThrow();

        byte[] xml = QueryXml.write(
                api, operation, ExecuteChangeSetResponse.builder().build(), "r-1");

        assertThat(new String(xml, StandardCharsets.UTF_8))
                .contains("<ExecuteChangeSetResult></ExecuteChangeSetResult><ResponseMetadata><RequestId>r-1<");
    }
}
