package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

class IamPoliciesTest {
    private static final String DOCUMENT = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""";

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
    void createsAPolicyWithItsFirstVersion() {
        Policy policy = create("p");

        assertThat(policy.arn()).isEqualTo("arn:aws:iam::" + cloud.place().account() + ":policy/p");
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        assertThat(policy.defaultVersionId()).isEqualTo("v1");
        assertThat(policy.attachmentCount()).isZero();
    }

    @Test
    void refusesANameTwice() {
        create("p");

        Refusals.refused(
                () -> create("P"),
                "EntityAlreadyExists",
                409,
                "A policy called P already exists. Duplicate names are not allowed.");
    }

    @Test
    void refusesADocumentOfTheOldVersion() {
        Refusals.refused(
                () -> iam.createPolicy(
                        r -> r.policyName("p").policyDocument(DOCUMENT.replace("2012-10-17", "2008-10-17"))),
                "MalformedPolicyDocument",
                400,
                "Policy document must be version 2012-10-17 or greater.");
    }

    @Test
    void refusesADocumentBeyondTheQuota() {
        String huge = DOCUMENT.replace("\"*\"", "\"arn:aws:sqs:*:*:" + "q".repeat(6_144) + "\"");

        Refusals.refused(
                () -> iam.createPolicy(r -> r.policyName("p").policyDocument(huge)),
                "LimitExceeded",
                409,
                "Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void keepsFiveVersionsAtMost() {
        String arn = create("p").arn();
        for (int i = 0; i < 4; i++) {
            iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(DOCUMENT));
        }

        Refusals.refused(
                () -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(DOCUMENT)),
                "LimitExceeded",
                409,
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an"
                        + " existing version.");
        assertThat(iam.listPolicyVersions(r -> r.policyArn(arn)).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v5", "v4", "v3", "v2", "v1");
    }

    @Test
    void refusesToDeleteTheDefaultVersionAndAPolicyInUse() {
        String arn = create("p").arn();
        Refusals.refused(
                () -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v1")),
                "DeleteConflict",
                409,
                "Cannot delete the default version of a policy.");
        iam.createUser(r -> r.userName("bob"));
        iam.attachUserPolicy(r -> r.userName("bob").policyArn(arn));
        Refusals.refused(
                () -> iam.deletePolicy(r -> r.policyArn(arn)),
                "DeleteConflict",
                409,
                "Cannot delete a policy attached to entities.");
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount())
                .isOne();
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyUsers())
                .singleElement()
                .satisfies(user -> assertThat(user.userName()).isEqualTo("bob"));

        iam.detachUserPolicy(r -> r.userName("bob").policyArn(arn));
        iam.deletePolicy(r -> r.policyArn(arn));

        Refusals.refused(
                () -> iam.getPolicy(r -> r.policyArn(arn)), "NoSuchEntity", 404, "Policy " + arn + " was not found.");
    }

    @Test
    void refusesAnArnThatIsNone() {
        Refusals.refused(() -> iam.getPolicy(r -> r.policyArn("p")), "InvalidInput", 400, "ARN p is not valid.");
    }

    @Test
    void showsThePoliciesOfAws() {
        String arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

        Policy policy = iam.getPolicy(r -> r.policyArn(arn)).policy();

        assertThat(policy.policyName()).isEqualTo("AWSLambdaBasicExecutionRole");
        assertThat(policy.path()).isEqualTo("/service-role/");
        assertThat(iam.getPolicyVersion(r -> r.policyArn(arn).versionId(policy.defaultVersionId()))
                        .policyVersion()
                        .document())
                .contains("logs%3APutLogEvents");
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL)).policies())
                .isEmpty();
        assertThat(iam.listPoliciesPaginator(r -> r.scope(PolicyScopeType.AWS)).policies())
                .extracting(Policy::arn)
                .contains(arn);
    }

    @Test
    void refusesToChangeThePoliciesOfAws() {
        Refusals.refused(
                () -> iam.deletePolicy(r -> r.policyArn("arn:aws:iam::aws:policy/AdministratorAccess")),
                "AccessDenied",
                403,
                "Policy is outside your own account.");
    }

    private Policy create(String name) {
        return iam.createPolicy(r -> r.policyName(name).policyDocument(DOCUMENT))
                .policy();
    }
}
