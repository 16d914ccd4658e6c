package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

class IamUsersTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess";

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
    void createsAUserWithAnArnAndAnId() {
        User user = iam.createUser(r -> r.userName("bob").path("/staff/")).user();

        assertThat(user.arn()).isEqualTo("arn:aws:iam::" + cloud.place().account() + ":user/staff/bob");
        assertThat(user.userId()).matches("AIDA[A-Z2-7]{17}");
    }

    @Test
    void refusesWhatIsThereOrNot() {
        iam.createUser(r -> r.userName("bob"));
        iam.createGroup(r -> r.groupName("staff"));

        Refusals.refused(
                () -> iam.createUser(r -> r.userName("bob")),
                "EntityAlreadyExists",
                409,
                "User with name bob already exists.");
        Refusals.refused(
                () -> iam.createGroup(r -> r.groupName("Staff")),
                "EntityAlreadyExists",
                409,
                "Group with name Staff already exists.");
        Refusals.refused(
                () -> iam.getUser(r -> r.userName("eve")),
                "NoSuchEntity",
                404,
                "The user with name eve cannot be found.");
        Refusals.refused(
                () -> iam.getGroup(r -> r.groupName("none")),
                "NoSuchEntity",
                404,
                "The group with name none cannot be found.");
    }

    @Test
    void refusesAPathOutsideTheRules() {
        Refusals.refused(
                () -> iam.createUser(r -> r.userName("bob").path("staff")),
                "ValidationError",
                400,
                "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric"
                        + " characters and/or / characters.");
    }

    @Test
    void givesAKeyThatTheCloudKnows() {
        iam.createUser(r -> r.userName("bob"));

        AccessKey key = iam.createAccessKey(r -> r.userName("bob")).accessKey();

        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        Credentials.Key known = cloud.credentials().find(key.accessKeyId()).orElseThrow();
        assertThat(known.secretAccessKey()).isEqualTo(key.secretAccessKey());
        assertThat(known.principal().arn()).endsWith(":user/bob");
    }

    @Test
    void aUserHasTwoKeysAtMost() {
        iam.createUser(r -> r.userName("bob"));
        iam.createAccessKey(r -> r.userName("bob"));
        iam.createAccessKey(r -> r.userName("bob"));

        Refusals.refused(
                () -> iam.createAccessKey(r -> r.userName("bob")),
                "LimitExceeded",
                409,
                "Cannot exceed quota for AccessKeysPerUser: 2");
    }

    @Test
    void aDeletedKeyIsForgotten() {
        iam.createUser(r -> r.userName("bob"));
        String id = iam.createAccessKey(r -> r.userName("bob")).accessKey().accessKeyId();

        iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(id));

        assertThat(cloud.credentials().find(id)).isEmpty();
        Refusals.refused(
                () -> iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(id)),
                "NoSuchEntity",
                404,
                "The Access Key with id " + id + " cannot be found.");
    }

    @Test
    void refusesToDeleteAUserInUse() {
        iam.createUser(r -> r.userName("bob"));
        iam.createGroup(r -> r.groupName("staff"));
        iam.addUserToGroup(r -> r.groupName("staff").userName("bob"));
        String key = iam.createAccessKey(r -> r.userName("bob")).accessKey().accessKeyId();
        iam.attachUserPolicy(r -> r.userName("bob").policyArn(READ_ONLY));

        conflict(() -> iam.deleteGroup(r -> r.groupName("staff")), "must remove users from group first.");
        conflict(() -> iam.deleteUser(r -> r.userName("bob")), "must remove users from group first.");
        iam.removeUserFromGroup(r -> r.groupName("staff").userName("bob"));
        conflict(() -> iam.deleteUser(r -> r.userName("bob")), "must delete access keys first.");
        iam.deleteAccessKey(r -> r.userName("bob").accessKeyId(key));
        conflict(() -> iam.deleteUser(r -> r.userName("bob")), "must detach all policies first.");
        iam.detachUserPolicy(r -> r.userName("bob").policyArn(READ_ONLY));
        iam.deleteUser(r -> r.userName("bob"));

        assertThat(iam.listUsers().users()).isEmpty();
    }

    @Test
    void listsTheMembersOfAGroupAndTheGroupsOfAUser() {
        iam.createUser(r -> r.userName("bob"));
        iam.createGroup(r -> r.groupName("staff"));
        iam.addUserToGroup(r -> r.groupName("staff").userName("bob"));

        assertThat(iam.getGroup(r -> r.groupName("staff")).users())
                .extracting(User::userName)
                .containsExactly("bob");
        assertThat(iam.listGroupsForUser(r -> r.userName("bob")).groups())
                .singleElement()
                .satisfies(group -> assertThat(group.groupName()).isEqualTo("staff"));
    }

    @Test
    void withoutANameItIsAboutTheCaller() {
        User bob = iam.createUser(r -> r.userName("bob")).user();
        iam.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/IAMFullAccess"));
        IamClient his = cloud.door()
                .as(new Principal.User(cloud.place().account(), "bob", bob.arn(), bob.userId()), IamClient.class);

        assertThat(his.getUser().user().userName()).isEqualTo("bob");
        assertThat(iam.getUser().user().arn()).endsWith(":root");
    }

    @Test
    void keepsTags() {
        iam.createUser(r -> r.userName("bob").tags(tag("a", "1")));
        iam.tagUser(r -> r.userName("bob").tags(tag("b", "2"), tag("a", "3")));
        iam.untagUser(r -> r.userName("bob").tagKeys("b"));

        assertThat(iam.listUserTags(r -> r.userName("bob")).tags()).containsExactly(tag("a", "3"));
        Refusals.refused(
                () -> iam.tagUser(r -> r.userName("bob").tags(tag("x", "1"), tag("X", "2"))),
                "InvalidInput",
                400,
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    @Test
    void anInstanceProfileHoldsOneRole() {
        iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(IamRolesTest.TRUST_LAMBDA));
        iam.createInstanceProfile(r -> r.instanceProfileName("p"));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("app"));

        assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("app")).instanceProfiles())
                .singleElement()
                .satisfies(
                        profile -> assertThat(profile.roles().get(0).roleName()).isEqualTo("app"));
        conflict(() -> iam.deleteRole(r -> r.roleName("app")), "must remove roles from instance profile first.");
        Refusals.refused(
                () -> iam.addRoleToInstanceProfile(
                        r -> r.instanceProfileName("p").roleName("app")),
                "LimitExceeded",
                409,
                "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void conflict(ThrowingCallable call, String reason) {
        Refusals.refused(call, "DeleteConflict", 409, "Cannot delete entity, " + reason);
    }
}
