package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** What users and roles may do, at the door. */
class IamEnforcementTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:%s:q";

    private Cloud cloud;
    private IamClient root;
    private Principal.User bob;
    private String account;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        account = cloud.place().account();
        root = cloud.door().as(cloud.root(), IamClient.class);
        User user = root.createUser(r -> r.userName("bob")).user();
        bob = new Principal.User(account, "bob", user.arn(), user.userId());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void aUserWithoutPoliciesMayDoNothing() {
        denied(
                () -> asBob().createGroup(r -> r.groupName("g")),
                "User: arn:aws:iam::" + account + ":user/bob is not authorized to perform: iam:CreateGroup on resource:"
                        + " arn:aws:iam::" + account + ":group/g because no identity-based policy allows the"
                        + " iam:CreateGroup action");
        assertThat(cloud.journal().entries())
                .last()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(Entry.Kind.DENIAL));
    }

    @Test
    void anInlinePolicyAllowsAtOnceAndItsDeletionForbidsAtOnce() {
        allow("iam:CreateGroup", "*");
        asBob().createGroup(r -> r.groupName("g"));

        root.deleteUserPolicy(r -> r.userName("bob").policyName("p"));

        denied(() -> asBob().createGroup(r -> r.groupName("h")), "because no identity-based policy allows");
    }

    @Test
    void aGroupsPolicyAllowsItsMembers() {
        root.createGroup(r -> r.groupName("admins"));
        root.attachGroupPolicy(r -> r.groupName("admins").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        root.addUserToGroup(r -> r.groupName("admins").userName("bob"));

        assertThatCode(() -> asBob().createGroup(r -> r.groupName("g"))).doesNotThrowAnyException();

        root.removeUserFromGroup(r -> r.groupName("admins").userName("bob"));
        denied(() -> asBob().createGroup(r -> r.groupName("h")), "because no identity-based policy allows");
    }

    @Test
    void anExplicitDenyIsTold() {
        root.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        root.putUserPolicy(r -> r.userName("bob").policyName("no").policyDocument(policy("Deny", "iam:Create*", "*")));

        denied(() -> asBob().createGroup(r -> r.groupName("g")), "with an explicit deny in an identity-based policy");
    }

    @Test
    void aBoundaryLimits() {
        String arn = root.createPolicy(r -> r.policyName("limit").policyDocument(policy("Allow", "sqs:*", "*")))
                .policy()
                .arn();
        root.putUserPermissionsBoundary(r -> r.userName("bob").permissionsBoundary(arn));
        root.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        denied(
                () -> asBob().createGroup(r -> r.groupName("g")),
                "because no permissions boundary allows the iam:CreateGroup action");
        assertThat(cloud.door().wouldAllow(bob, new Need("sqs:SendMessage", QUEUE.formatted(account))))
                .isTrue();
    }

    @Test
    void aNewDefaultVersionOfAPolicyCountsAtOnce() {
        String arn = root.createPolicy(r -> r.policyName("p").policyDocument(policy("Allow", "sqs:*", "*")))
                .policy()
                .arn();
        root.attachUserPolicy(r -> r.userName("bob").policyArn(arn));
        Need send = new Need("sqs:SendMessage", QUEUE.formatted(account));
        assertThat(cloud.door().wouldAllow(bob, send)).isTrue();

        root.createPolicyVersion(r ->
                r.policyArn(arn).policyDocument(policy("Allow", "sns:*", "*")).setAsDefault(true));

        assertThat(cloud.door().wouldAllow(bob, send)).isFalse();
    }

    @Test
    void tagsOfTheUserAreConditionKeys() {
        root.putUserPolicy(r -> r.userName("bob")
                .policyName("p")
                .policyDocument(policy("Allow", "sqs:*", "arn:aws:sqs:*:*:${aws:PrincipalTag/team}-*")));
        root.tagUser(r ->
                r.userName("bob").tags(Tag.builder().key("team").value("red").build()));

        assertThat(mayBob("sqs:SendMessage", "arn:aws:sqs:eu-west-3:" + account + ":red-q"))
                .isTrue();
        assertThat(mayBob("sqs:SendMessage", "arn:aws:sqs:eu-west-3:" + account + ":blue-q"))
                .isFalse();
    }

    @Test
    void globalConditionKeysAreThere() {
        assertThat(cloud.door().wouldAllow(bob, new Need("sqs:SendMessage", QUEUE.formatted(account))))
                .isFalse();
        for (Map.Entry<String, String> key : Map.of(
                        "aws:username",
                        "bob",
                        "aws:PrincipalArn",
                        bob.arn(),
                        "aws:PrincipalAccount",
                        account,
                        "aws:PrincipalType",
                        "User",
                        "aws:userid",
                        bob.userId(),
                        "aws:RequestedRegion",
                        cloud.place().region(),
                        "aws:ResourceAccount",
                        account,
                        "aws:SecureTransport",
                        "true",
                        "aws:PrincipalIsAWSService",
                        "false")
                .entrySet()) {
            root.putUserPolicy(r -> r.userName("bob")
                    .policyName("p")
                    .policyDocument(
                            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\","
                                    + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"" + key.getKey() + "\":\""
                                    + key.getValue() + "\"}}}}"));

            assertThat(mayBob("sqs:SendMessage", QUEUE.formatted(account)))
                    .as(key.getKey())
                    .isTrue();
        }
    }

    @Test
    void aDeletedUserMayDoNothing() {
        root.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        root.detachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        root.deleteUser(r -> r.userName("bob"));
        root.createUser(r -> r.userName("bob"));
        root.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        assertThat(mayBob("sqs:SendMessage", QUEUE.formatted(account))).isFalse();
    }

    @Test
    void onlyATrustedServiceMayAssumeARole() {
        String arn = root.createRole(r -> r.roleName("app").assumeRolePolicyDocument(IamRolesTest.TRUST_LAMBDA))
                .role()
                .arn();

        assertThat(cloud.door().wouldAllow(Principal.service("lambda.amazonaws.com"), Need.assumeRole(arn)))
                .isTrue();
        assertThat(cloud.door().wouldAllow(Principal.service("states.amazonaws.com"), Need.assumeRole(arn)))
                .isFalse();
        assertThat(cloud.door().wouldAllow(Principal.service("lambda.amazonaws.com"), Need.assumeRole(arn + "x")))
                .isFalse();
    }

    @Test
    void passingARoleNeedsItsOwnPermission() {
        String arn = "arn:aws:iam::" + account + ":role/app";
        assertThat(cloud.door().wouldAllow(bob, Need.passRole(arn, "lambda.amazonaws.com")))
                .isFalse();

        allow("iam:PassRole", arn);

        assertThat(cloud.door().wouldAllow(bob, Need.passRole(arn, "lambda.amazonaws.com")))
                .isTrue();
        assertThat(cloud.door().wouldAllow(bob, Need.passRole(arn + "x", "lambda.amazonaws.com")))
                .isFalse();
    }

    @Test
    void aServiceIsJudgedByTheResourcesPolicyAlone() {
        Principal s3 = new Principal.Service("s3.amazonaws.com", Optional.empty(), Optional.empty());

        assertThat(cloud.door().wouldAllow(s3, new Need("sqs:SendMessage", QUEUE.formatted(account))))
                .isFalse();
    }

    private IamClient asBob() {
        return cloud.door().as(bob, IamClient.class);
    }

    private boolean mayBob(String action, String resource) {
        return cloud.door().wouldAllow(bob, new Need(action, resource));
    }

    private void allow(String action, String resource) {
        root.putUserPolicy(r -> r.userName("bob").policyName("p").policyDocument(policy("Allow", action, resource)));
    }

    private static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static void denied(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(AwsErrors.message(e)).contains(message);
            assertThat(AwsErrors.code(e)).isEqualTo("AccessDenied");
            assertThat(e.statusCode()).isEqualTo(403);
        });
    }
}
