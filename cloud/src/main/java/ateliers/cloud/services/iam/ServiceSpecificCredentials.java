package ateliers.cloud.services.iam;

import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceLogins;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsRequest;
import software.amazon.awssdk.services.iam.model.ListServiceSpecificCredentialsResponse;
import software.amazon.awssdk.services.iam.model.ResetServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.ResetServiceSpecificCredentialResponse;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredentialMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateServiceSpecificCredentialRequest;
import software.amazon.awssdk.services.iam.model.UpdateServiceSpecificCredentialResponse;

/**
 * Names and passwords of users for one service each, as CodeCommit's HTTPS Git credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html">CreateServiceSpecificCredential</a>
 */
final class ServiceSpecificCredentials implements IamClient, Operations {
    private static final int MOST = 2;
    private static final String DOMAIN = ".amazonaws.com";

    /** The services that have such credentials, as requests name them; of which this cloud has the first. */
    private static final String CODECOMMIT = "codecommit" + DOMAIN;

    private static final Set<String> OTHERS = Set.of("cassandra" + DOMAIN, "bedrock" + DOMAIN);

    private final IamState state;
    private final Credentials credentials;

    ServiceSpecificCredentials(IamState state, Credentials credentials) {
        this.state = state;
        this.credentials = credentials;
    }

    @Override
    public CreateServiceSpecificCredentialResponse createServiceSpecificCredential(
            CreateServiceSpecificCredentialRequest request) {
        Checks.constraints()
                .present("serviceName", request.serviceName())
                .present("userName", request.userName())
                .require();
        requireKnown(request.serviceName());
        return state.change(() -> {
            UserEntity user = state.user(request.userName());
            Map<String, ServiceSpecificCredentialMetadata> all = user.serviceCredentials();
            if (all.size() >= MOST) {
                throw IamErrors.limitExceeded("Cannot exceed quota for ServiceSpecificCredentialsPerUser: " + MOST);
            }
            ServiceSpecificCredentialMetadata made = ServiceSpecificCredentialMetadata.builder()
                    .userName(user.name())
                    .serviceName(request.serviceName())
                    .serviceUserName(freeName(user, all))
                    .serviceSpecificCredentialId(credentials.randomId("ACCA", 17))
                    .status(StatusType.ACTIVE)
                    .createDate(state.now())
                    .build();
            all.put(made.serviceSpecificCredentialId(), made);
            return CreateServiceSpecificCredentialResponse.builder()
                    .serviceSpecificCredential(withPassword(user, made))
                    .build();
        });
    }

    private static void requireKnown(String service) {
        if (OTHERS.contains(service)) {
            throw new Unsupported("iam: service-specific credentials for " + service);
        }
        if (!service.equals(CODECOMMIT)) {
            throw IamErrors.notSupported(
                    "No such service " + service + " is supported for Service Specific Credentials");
        }
    }

    /** The user's, with a number from the second on. */
    private String freeName(UserEntity user, Map<String, ServiceSpecificCredentialMetadata> all) {
        String first = user.name() + "-at-" + state.account();
        boolean taken =
                all.values().stream().anyMatch(each -> each.serviceUserName().equals(first));
        return taken ? user.name() + "+1-at-" + state.account() : first;
    }

    /** Makes a new password, which is shown this once. */
    private ServiceSpecificCredential withPassword(UserEntity user, ServiceSpecificCredentialMetadata metadata) {
        String password = credentials.password();
        ServiceLogins logins = credentials.ofServices();
        logins.put(
                prefix(metadata),
                metadata.serviceUserName(),
                password,
                new Principal.User(state.account(), user.name(), user.arn(), user.id()));
        logins.activate(prefix(metadata), metadata.serviceUserName(), metadata.status() == StatusType.ACTIVE);
        return ServiceSpecificCredential.builder()
                .createDate(metadata.createDate())
                .serviceName(metadata.serviceName())
                .serviceUserName(metadata.serviceUserName())
                .servicePassword(password)
                .serviceSpecificCredentialId(metadata.serviceSpecificCredentialId())
                .userName(metadata.userName())
                .status(metadata.status())
                .build();
    }

    private static String prefix(ServiceSpecificCredentialMetadata metadata) {
        return metadata.serviceName().substring(0, metadata.serviceName().length() - DOMAIN.length());
    }

    @Override
    public ListServiceSpecificCredentialsResponse listServiceSpecificCredentials(
            ListServiceSpecificCredentialsRequest request) {
        return state.read(() -> {
            List<UserEntity> users = Boolean.TRUE.equals(request.allUsers())
                    ? List.copyOf(state.users().values())
                    : List.of(state.userOrCaller(request.userName()));
            var page = Checks.page(
                    users.stream()
                            .flatMap(user -> user.serviceCredentials().values().stream())
                            .filter(each -> request.serviceName() == null
                                    || each.serviceName().equals(request.serviceName()))
                            .toList(),
                    request.marker(),
                    request.maxItems());
            return ListServiceSpecificCredentialsResponse.builder()
                    .serviceSpecificCredentials(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public UpdateServiceSpecificCredentialResponse updateServiceSpecificCredential(
            UpdateServiceSpecificCredentialRequest request) {
        Checks.constraints()
                .present("status", request.statusAsString())
                .oneOf("status", request.statusAsString(), List.of("Active", "Inactive"))
                .require();
        return state.change(() -> {
            UserEntity user = state.userOrCaller(request.userName());
            ServiceSpecificCredentialMetadata changed = get(user, request.serviceSpecificCredentialId()).toBuilder()
                    .status(request.status())
                    .build();
            user.serviceCredentials().put(changed.serviceSpecificCredentialId(), changed);
            credentials
                    .ofServices()
                    .activate(prefix(changed), changed.serviceUserName(), changed.status() == StatusType.ACTIVE);
            return UpdateServiceSpecificCredentialResponse.builder().build();
        });
    }

    @Override
    public ResetServiceSpecificCredentialResponse resetServiceSpecificCredential(
            ResetServiceSpecificCredentialRequest request) {
        return state.change(() -> {
            UserEntity user = state.userOrCaller(request.userName());
            return ResetServiceSpecificCredentialResponse.builder()
                    .serviceSpecificCredential(withPassword(user, get(user, request.serviceSpecificCredentialId())))
                    .build();
        });
    }

    @Override
    public DeleteServiceSpecificCredentialResponse deleteServiceSpecificCredential(
            DeleteServiceSpecificCredentialRequest request) {
        return state.change(() -> {
            UserEntity user = state.userOrCaller(request.userName());
            ServiceSpecificCredentialMetadata gone = get(user, request.serviceSpecificCredentialId());
            user.serviceCredentials().remove(gone.serviceSpecificCredentialId());
            credentials.ofServices().remove(prefix(gone), gone.serviceUserName());
            return DeleteServiceSpecificCredentialResponse.builder().build();
        });
    }

    private static ServiceSpecificCredentialMetadata get(UserEntity user, String id) {
        return Optional.ofNullable(user.serviceCredentials().get(String.valueOf(id)))
                .orElseThrow(() ->
                        IamErrors.noSuchEntity("The Service Specific Credential with id " + id + " cannot be found."));
    }
}
