package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** Words in which IAM refused requests of LocalStack's recordings (tests/aws/services/iam). */
class IamWordsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void aTrustPolicyThatIsNoJson() {
        String comma = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"},]}";

        assertThatThrownBy(() -> cloud.client(IamClient.builder())
                        .createRole(r -> r.roleName("app").assumeRolePolicyDocument(comma)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("This policy contains invalid Json");
    }

    @Test
    void anArnThatIsNone() {
        IamClient iam = cloud.client(IamClient.builder());
        iam.createUser(r -> r.userName("bob"));

        assertThatThrownBy(() -> iam.attachUserPolicy(r -> r.userName("bob").policyArn("longer-than-twenty-letters")))
                .isInstanceOfSatisfying(
                        IamException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .hasMessageContaining("Invalid ARN:  Could not be parsed!");
    }
}
