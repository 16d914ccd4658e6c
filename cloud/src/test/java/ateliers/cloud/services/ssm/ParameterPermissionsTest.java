package ateliers.cloud.services.ssm;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Tag;

/**
 * Who may do what, after the user guide's "Restricting access to Parameter Store parameters using IAM policies".
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html">access</a>
 */
class ParameterPermissionsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SsmClient bob;

    @BeforeEach
    void parameters() {
        SsmClient root = cloud.client(SsmClient.builder());
        root.putParameter(r -> r.name("/shop/db/name").value("x").type("String"));
        root.putParameter(r -> r.name("/bank/key").value("x").type("SecureString"));
        IamClient iam = cloud.client(IamClient.builder());
        Principal user = cloud.user("bob");
        iam.putUserPolicy(r -> r.userName("bob").policyName("p").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow",
                   "Action": ["ssm:GetParameter*", "ssm:PutParameter"],
                   "Resource": "arn:aws:ssm:*:*:parameter/shop/*"},
                  {"Effect": "Allow", "Action": "ssm:GetParametersByPath",
                   "Resource": "arn:aws:ssm:*:*:parameter/shop"},
                  {"Effect": "Deny", "Action": "ssm:PutParameter", "Resource": "*",
                   "Condition": {"StringEquals": {"ssm:Overwrite": "true"}}},
                  {"Effect": "Deny", "Action": "ssm:GetParametersByPath", "Resource": "*",
                   "Condition": {"StringEquals": {"ssm:Recursive": ["true"]}}}]}
                """));
        bob = cloud.clientAs(user, SsmClient.builder());
    }

    @Test
    void aParameterIsNamedWithoutItsFirstSlash() {
        assertThat(bob.getParameter(r -> r.name("/shop/db/name:1")).parameter().value())
                .isEqualTo("x");
        assertThat(refusal(() -> bob.getParameter(r -> r.name("/bank/key"))))
                .startsWith("AccessDeniedException: User: arn:aws:iam::"
                        + cloud.cloud().place().account()
                        + ":user/bob is not authorized to perform: ssm:GetParameter on resource: "
                        + cloud.cloud().place().arn("ssm", "parameter/bank/key"));
        assertThat(refusal(() -> bob.getParameters(r -> r.names("/shop/db/name", "/bank/key"))))
                .startsWith("AccessDeniedException");
    }

    @Test
    void conditionKeysAreAsked() {
        bob.putParameter(r -> r.name("/shop/new").value("x").type("String"));
        assertThat(refusal(() ->
                        bob.putParameter(r -> r.name("/shop/new").value("y").overwrite(true))))
                .contains("with an explicit deny");
        assertThat(bob.getParametersByPath(r -> r.path("/shop")).parameters()).hasSize(1);
        assertThat(refusal(() -> bob.getParametersByPath(r -> r.path("/shop").recursive(true))))
                .contains("with an explicit deny");
    }

    @Test
    void whoSetsTagsNeedsToBeAllowedThat() {
        assertThat(refusal(() -> bob.putParameter(
                        r -> r.name("/shop/new").value("x").type("String").tags(tag("a", "b")))))
                .contains("is not authorized to perform: ssm:AddTagsToResource");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
