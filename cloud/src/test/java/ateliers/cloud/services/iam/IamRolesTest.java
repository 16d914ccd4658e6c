package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Unsupported;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

class IamRolesTest {
    static final String TRUST_LAMBDA = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},\
            "Action":"sts:AssumeRole"}]}""";
    private static final String READ_BUCKET = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""";
    private static final String BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

    private Cloud cloud;
    private IamClient iam;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        iam = cloud.door().as(cloud.root(), IamClient.class);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void createsARoleWithAnArnAndAnId() {
        Role role = iam.createRole(r -> r.roleName("app")
                        .path("/service/")
                        .assumeRolePolicyDocument(TRUST_LAMBDA)
                        .tags(Tag.builder().key("lab").value("00").build()))
                .role();

        assertThat(role.arn()).isEqualTo("arn:aws:iam::" + cloud.place().account() + ":role/service/app");
        assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(role.maxSessionDuration()).isEqualTo(3600);
        assertThat(iam.getRole(r -> r.roleName("APP")).role().tags()).hasSize(1);
    }

    @Test
    void answersWithDocumentsUrlEncoded() {
        create("app");

        String document = iam.getRole(r -> r.roleName("app")).role().assumeRolePolicyDocument();

        assertThat(document).startsWith("%7B%22Version%22%3A");
        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(TRUST_LAMBDA);
    }

    @Test
    void refusesANameTwice() {
        create("app");

        Refusals.refused(() -> create("App"), "EntityAlreadyExists", 409, "Role with name App already exists.");
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("none"))).isInstanceOf(NoSuchEntityException.class);
        Refusals.refused(
                () -> iam.getRole(r -> r.roleName("none")),
                "NoSuchEntity",
                404,
                "The role with name none cannot be found.");
    }

    @Test
    void refusesNamesOutsideTheRules() {
        Refusals.refused(
                () -> create("a b"),
                "ValidationError",
                400,
                "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the"
                        + " following: +=,.@_-");
        String longName = "a".repeat(65);
        Refusals.refused(
                () -> create(longName),
                "ValidationError",
                400,
                "1 validation error detected: Value '" + longName
                        + "' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 64");
    }

    @Test
    void refusesATrustPolicyWithAServiceThatDoesNotExist() {
        Refusals.refused(
                () -> iam.createRole(
                        r -> r.roleName("app").assumeRolePolicyDocument(TRUST_LAMBDA.replace("lambda", "lamda"))),
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"SERVICE\":\"lamda.amazonaws.com\"");
    }

    @Test
    void refusesATrustPolicyWithARoleThatDoesNotExist() {
        String arn = "arn:aws:iam::" + cloud.place().account() + ":role/none";
        String trust = TRUST_LAMBDA.replace("\"Service\":\"lambda.amazonaws.com\"", "\"AWS\":\"" + arn + "\"");

        Refusals.refused(
                () -> iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(trust)),
                "MalformedPolicyDocument",
                400,
                "Invalid principal in policy: \"AWS\":\"" + arn + "\"");
    }

    @Test
    void keepsInlinePolicies() {
        create("app");
        iam.putRolePolicy(r -> r.roleName("app").policyName("read").policyDocument(READ_BUCKET));

        assertThat(iam.listRolePolicies(r -> r.roleName("app")).policyNames()).containsExactly("read");
        assertThat(URLDecoder.decode(
                        iam.getRolePolicy(r -> r.roleName("app").policyName("read"))
                                .policyDocument(),
                        StandardCharsets.UTF_8))
                .isEqualTo(READ_BUCKET);
        Refusals.refused(
                () -> iam.getRolePolicy(r -> r.roleName("app").policyName("write")),
                "NoSuchEntity",
                404,
                "The role policy with name write cannot be found.");
    }

    @Test
    void refusesInlinePoliciesThatAreMalformed() {
        create("app");

        Refusals.refused(
                () -> iam.putRolePolicy(r -> r.roleName("app").policyName("p").policyDocument("{}")),
                "MalformedPolicyDocument",
                400,
                "Syntax errors in policy.");
    }

    @Test
    void refusesInlinePoliciesBeyondTheQuota() {
        create("app");
        String huge = READ_BUCKET.replace("arn:aws:s3:::b/*", "arn:aws:s3:::" + "b".repeat(10_240));

        Refusals.refused(
                () -> iam.putRolePolicy(r -> r.roleName("app").policyName("p").policyDocument(huge)),
                "LimitExceeded",
                409,
                "Maximum policy size of 10240 bytes exceeded for role app");
    }

    @Test
    void attachesPoliciesOfAws() {
        create("app");
        iam.attachRolePolicy(r -> r.roleName("app").policyArn(BASIC));

        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("app")).attachedPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyName()).isEqualTo("AWSLambdaBasicExecutionRole"));
    }

    @Test
    void refusesToAttachWhatDoesNotExist() {
        create("app");
        String arn = "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole";

        Refusals.refused(
                () -> iam.attachRolePolicy(r -> r.roleName("app").policyArn(arn)),
                "NoSuchEntity",
                404,
                "Policy " + arn + " does not exist or is not attachable.");
    }

    @Test
    void saysThatItLacksTheContentOfOtherPoliciesOfAws() {
        create("app");

        assertThatThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("app").policyArn("arn:aws:iam::aws:policy/AmazonEC2FullAccess")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("AmazonEC2FullAccess");
    }

    @Test
    void refusesToDeleteARoleWithPolicies() {
        create("app");
        iam.attachRolePolicy(r -> r.roleName("app").policyArn(BASIC));
        Refusals.refused(
                () -> iam.deleteRole(r -> r.roleName("app")),
                "DeleteConflict",
                409,
                "Cannot delete entity, must detach all policies first.");
        iam.putRolePolicy(r -> r.roleName("app").policyName("read").policyDocument(READ_BUCKET));
        Refusals.refused(
                () -> iam.deleteRole(r -> r.roleName("app")),
                "DeleteConflict",
                409,
                "Cannot delete entity, must delete policies first.");

        iam.deleteRolePolicy(r -> r.roleName("app").policyName("read"));
        iam.detachRolePolicy(r -> r.roleName("app").policyArn(BASIC));
        iam.deleteRole(r -> r.roleName("app"));

        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void refusesToDetachWhatIsNotAttached() {
        create("app");

        Refusals.refused(
                () -> iam.detachRolePolicy(r -> r.roleName("app").policyArn(BASIC)),
                "NoSuchEntity",
                404,
                "Policy " + BASIC + " was not found.");
    }

    @Test
    void listsInPages() {
        IntStream.range(0, 7).forEach(i -> create("role" + i));

        ListRolesResponse first = iam.listRoles(r -> r.maxItems(3));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.roles()).hasSize(3);
        assertThat(iam.listRolesPaginator(r -> r.maxItems(3)).roles())
                .extracting(Role::roleName)
                .containsExactly("role0", "role1", "role2", "role3", "role4", "role5", "role6");
    }

    private void create(String name) {
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST_LAMBDA));
    }
}
