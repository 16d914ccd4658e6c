package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;

class ServiceSpecificCredentialsTest {
    private static final String CODECOMMIT = "codecommit.amazonaws.com";

    private Cloud cloud;
    private IamClient iam;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        iam = cloud.door().as(cloud.root(), IamClient.class);
        iam.createUser(r -> r.userName("bob"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private ServiceSpecificCredential create() {
        return iam.createServiceSpecificCredential(r -> r.userName("bob").serviceName(CODECOMMIT))
                .serviceSpecificCredential();
    }

    private boolean works(ServiceSpecificCredential credential) {
        return cloud.credentials()
                .ofServices()
                .find("codecommit", credential.serviceUserName(), credential.servicePassword())
                .isPresent();
    }

    @Test
    void namesAreTheUsersAndTheAccounts() {
        ServiceSpecificCredential first = create();
        ServiceSpecificCredential second = create();

        String account = cloud.place().account();
        assertThat(first.serviceUserName()).isEqualTo("bob-at-" + account);
        assertThat(second.serviceUserName()).isEqualTo("bob+1-at-" + account);
        assertThat(first.serviceSpecificCredentialId()).matches("ACCA[A-Z2-7]{17}");
        assertThat(first.status()).isEqualTo(StatusType.ACTIVE);
        assertThat(works(first)).isTrue();
        assertThat(works(second)).isTrue();
        Refusals.refused(
                this::create, "LimitExceeded", 409, "Cannot exceed quota for ServiceSpecificCredentialsPerUser: 2");
    }

    @Test
    void theyAreListedWithoutTheirPasswords() {
        ServiceSpecificCredential made = create();
        iam.createUser(r -> r.userName("eve"));

        assertThat(iam.listServiceSpecificCredentials(r -> r.userName("bob")).serviceSpecificCredentials())
                .extracting(ServiceSpecificCredentialMetadata::serviceSpecificCredentialId)
                .containsExactly(made.serviceSpecificCredentialId());
        assertThat(iam.listServiceSpecificCredentials(r -> r.userName("eve")).serviceSpecificCredentials())
                .isEmpty();
        assertThat(iam.listServiceSpecificCredentials(r -> r.allUsers(true)).serviceSpecificCredentials())
                .hasSize(1);
        assertThat(iam.listServiceSpecificCredentials(r -> r.userName("bob").serviceName("cassandra.amazonaws.com"))
                        .serviceSpecificCredentials())
                .isEmpty();
    }

    @Test
    void aNewPasswordReplacesTheOldAndStaysInactiveWhereItWas() {
        ServiceSpecificCredential old = create();
        String id = old.serviceSpecificCredentialId();
        iam.updateServiceSpecificCredential(
                r -> r.userName("bob").serviceSpecificCredentialId(id).status(StatusType.INACTIVE));
        assertThat(works(old)).isFalse();

        ServiceSpecificCredential renewed = iam.resetServiceSpecificCredential(
                        r -> r.userName("bob").serviceSpecificCredentialId(id))
                .serviceSpecificCredential();

        assertThat(renewed.status()).isEqualTo(StatusType.INACTIVE);
        assertThat(works(renewed)).isFalse();
        iam.updateServiceSpecificCredential(
                r -> r.userName("bob").serviceSpecificCredentialId(id).status(StatusType.ACTIVE));
        assertThat(works(renewed)).isTrue();
        assertThat(works(old)).isFalse();
    }

    @Test
    void whatIsDeletedIsForgotten() {
        ServiceSpecificCredential made = create();
        String id = made.serviceSpecificCredentialId();
        Refusals.refused(
                () -> iam.deleteUser(r -> r.userName("bob")),
                "DeleteConflict",
                409,
                "Cannot delete entity, must delete service specific credentials first.");

        iam.deleteServiceSpecificCredential(r -> r.userName("bob").serviceSpecificCredentialId(id));

        assertThat(works(made)).isFalse();
        Refusals.refused(
                () -> iam.deleteServiceSpecificCredential(r -> r.userName("bob").serviceSpecificCredentialId(id)),
                "NoSuchEntity",
                404,
                "The Service Specific Credential with id " + id + " cannot be found.");
        iam.deleteUser(r -> r.userName("bob"));
    }

    @Test
    void otherServicesHaveNone() {
        Refusals.refused(
                () -> iam.createServiceSpecificCredential(r -> r.userName("bob").serviceName("sqs.amazonaws.com")),
                "NotSupportedService",
                404,
                "No such service sqs.amazonaws.com is supported for Service Specific Credentials");
    }
}
