package ateliers.cloud.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {
    private static final Tag RED = Tag.builder().key("team").value("red").build();
    private static final PolicyDescriptorType READ_QUEUES = PolicyDescriptorType.builder()
            .arn("arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess")
            .build();

    private Cloud cloud;
    private IamClient iam;
    private String account;
    private Principal.User bob;
    private String roleArn;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        account = cloud.place().account();
        iam = cloud.door().as(cloud.root(), IamClient.class);
        User user = iam.createUser(r -> r.userName("bob")).user();
        bob = new Principal.User(account, "bob", user.arn(), user.userId());
        roleArn = iam.createRole(r -> r.roleName("app").path("/p/").assumeRolePolicyDocument(trust("", bob.arn())))
                .role()
                .arn();
        iam.attachRolePolicy(r -> r.roleName("app").policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void tellsWhoCalls() {
        GetCallerIdentityResponse root = sts(cloud.root()).getCallerIdentity();
        assertThat(root.arn()).isEqualTo("arn:aws:iam::" + account + ":root");
        assertThat(root.userId()).isEqualTo(account);

        GetCallerIdentityResponse user = sts(bob).getCallerIdentity();
        assertThat(user.arn()).isEqualTo("arn:aws:iam::" + account + ":user/bob");
        assertThat(user.userId()).startsWith("AIDA");
        assertThat(user.account()).isEqualTo(account);
    }

    @Test
    void givesATrustedUserTheRole() {
        AssumeRoleResponse assumed = assume(r -> {});

        assertThat(assumed.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::" + account + ":assumed-role/app/session");
        assertThat(assumed.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:session");
        assertThat(assumed.credentials().accessKeyId()).startsWith("ASIA");
        Credentials.Key key = key(assumed);
        assertThat(key.secretAccessKey()).isEqualTo(assumed.credentials().secretAccessKey());
        assertThat(key.sessionToken()).contains(assumed.credentials().sessionToken());
        assertThat(sts(key.principal()).getCallerIdentity().arn())
                .isEqualTo(assumed.assumedRoleUser().arn());
        assertThat(mayThe(key.principal(), "sqs:SendMessage")).isTrue();
        assertThat(mayThe(key.principal(), "sns:Publish")).isFalse();
    }

    @Test
    void credentialsExpireInRealTime() {
        Instant before = cloud.clock().realTime();

        Credentials.Key key = key(assume(r -> r.durationSeconds(900)));

        assertThat(Duration.between(before, key.expires().orElseThrow()))
                .isBetween(Duration.ofSeconds(900), Duration.ofSeconds(930));
    }

    @Test
    void deniesWhomTheRoleDoesNotTrust() {
        User eve = iam.createUser(r -> r.userName("eve")).user();
        iam.attachUserPolicy(r -> r.userName("eve").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        Principal principal = new Principal.User(account, "eve", eve.arn(), eve.userId());

        refused(
                () -> sts(principal).assumeRole(r -> r.roleArn(roleArn).roleSessionName("session")),
                "AccessDenied",
                403,
                "User: arn:aws:iam::" + account + ":user/eve is not authorized to perform: sts:AssumeRole on resource: "
                        + roleArn);
    }

    @Test
    void deniesARoleThatDoesNotExistInTheSameWords() {
        String none = "arn:aws:iam::" + account + ":role/none";

        refused(
                () -> sts(bob).assumeRole(r -> r.roleArn(none).roleSessionName("session")),
                "AccessDenied",
                403,
                "User: " + bob.arn() + " is not authorized to perform: sts:AssumeRole on resource: " + none);
    }

    @Test
    void deniesTheRootUser() {
        refused(
                () -> sts(cloud.root()).assumeRole(r -> r.roleArn(roleArn).roleSessionName("session")),
                "AccessDenied",
                403,
                "Roles may not be assumed by root accounts.");
    }

    @Test
    void wantsTheExternalIdThatTheTrustPolicyNames() {
        String condition = ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"42\"}}";
        iam.updateAssumeRolePolicy(r -> r.roleName("app").policyDocument(trust(condition, bob.arn())));

        assertThat(assume(r -> r.externalId("42")).credentials()).isNotNull();
        assertThatThrownBy(() -> assume(r -> r.externalId("41"))).hasMessageContaining("is not authorized");
        assertThatThrownBy(() -> assume(r -> {})).hasMessageContaining("is not authorized");
    }

    @Test
    void aSessionPolicyNarrowsTheSession() {
        AssumeRoleResponse assumed = assume(r -> r.policy("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":"
                + "\"Allow\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"*\"}}"));

        Principal session = key(assumed).principal();

        assertThat(mayThe(session, "sqs:ReceiveMessage")).isTrue();
        assertThat(mayThe(session, "sqs:SendMessage")).isFalse();
    }

    @Test
    void aManagedSessionPolicyNarrowsTheSession() {
        AssumeRoleResponse assumed = assume(r -> r.policyArns(READ_QUEUES));

        assertThat(mayThe(key(assumed).principal(), "sqs:SendMessage")).isFalse();
    }

    @Test
    void sessionTagsNeedTheirOwnPermissionAndBecomeTagsOfThePrincipal() {
        assertThatThrownBy(() -> assume(r -> r.tags(RED)))
                .hasMessageContaining("is not authorized to perform: sts:TagSession");
        iam.updateAssumeRolePolicy(r -> r.roleName("app")
                .policyDocument(
                        trust("", bob.arn()).replace("\"sts:AssumeRole\"", "[\"sts:AssumeRole\",\"sts:TagSession\"]")));

        Principal session = key(assume(r -> r.tags(RED))).principal();

        assertThat(((Principal.RoleSession) session).sessionTags()).containsEntry("team", "red");
    }

    @Test
    void refusesParametersOutsideTheLimits() {
        refused(
                () -> assume(r -> r.durationSeconds(10)),
                "ValidationError",
                400,
                "1 validation error detected: Value '10' at 'durationSeconds' failed to satisfy constraint: Member must"
                        + " have value greater than or equal to 900");
        refused(
                () -> assume(r -> r.durationSeconds(7200)),
                "ValidationError",
                400,
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        refused(
                () -> assume(r -> r.roleSessionName("a b")),
                "ValidationError",
                400,
                "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member"
                        + " must satisfy regular expression pattern: [\\w+=,.@-]*");
        refused(() -> assume(r -> r.policy("{")), "MalformedPolicyDocument", 400, "Syntax errors in policy.");
    }

    @Test
    void saysWhatItLacks() {
        assertThatThrownBy(() -> assume(r -> r.serialNumber("x").tokenCode("1")))
                .isInstanceOf(Unsupported.class);
        assertThatThrownBy(() -> sts(bob).getFederationToken(r -> r.name("x"))).isInstanceOf(Unsupported.class);
    }

    @Test
    void givesAUserATokenOfHisOwnRights() {
        var token = sts(bob).getSessionToken().credentials();

        Credentials.Key key = cloud.credentials().find(token.accessKeyId()).orElseThrow();

        assertThat(key.principal()).isEqualTo(bob);
        assertThat(key.expires()).isPresent();
    }

    @Test
    void theServiceThatTheRoleTrustsMayAssumeIt() {
        iam.updateAssumeRolePolicy(r -> r.roleName("app")
                .policyDocument(trust("", bob.arn())
                        .replace("\"AWS\":\"" + bob.arn() + "\"", "\"Service\":\"lambda.amazonaws.com\"")));

        AssumeRoleResponse assumed = sts(Principal.service("lambda.amazonaws.com"))
                .assumeRole(r -> r.roleArn(roleArn).roleSessionName("function"));

        assertThat(key(assumed).principal()).isInstanceOf(Principal.RoleSession.class);
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> more) {
        return sts(bob).assumeRole(
                        r -> r.roleArn(roleArn).roleSessionName("session").applyMutation(more));
    }

    private StsClient sts(Principal principal) {
        return cloud.door().as(principal, StsClient.class);
    }

    private Credentials.Key key(AssumeRoleResponse assumed) {
        return cloud.credentials().find(assumed.credentials().accessKeyId()).orElseThrow();
    }

    private boolean mayThe(Principal principal, String action) {
        return cloud.door().wouldAllow(principal, new Need(action, "arn:aws:sqs:eu-west-3:" + account + ":q"));
    }

    private static String trust(String condition, String arn) {
        return String.join(
                "",
                List.of(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"",
                        arn,
                        "\"},\"Action\":\"sts:AssumeRole\"",
                        condition,
                        "}}"));
    }

    private static void refused(ThrowingCallable call, String code, int status, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(AwsErrors.message(e)).isEqualTo(message);
            assertThat(AwsErrors.code(e)).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(status);
        });
    }
}
