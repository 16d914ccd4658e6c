package ateliers.grader.targets;

import ateliers.grader.targets.Target.GitLogin;
import ateliers.grader.variety.Variety;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;

/** How the grader pushes to the repositories of a target: as a user of its own, made when first asked for. */
final class HttpsGit {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"codecommit:GitPull\","
                    + "\"codecommit:GitPush\"],\"Resource\":\"*\"}]}";

    private final Supplier<IamClient> clients;
    private final Optional<URI> endpoint;
    private final Bounds bounds;
    private GitLogin login;

    /**
     * @param clients of an administrator
     * @param endpoint where the target listens; empty where AWS's own names lead there
     * @param bounds of the user
     */
    HttpsGit(Supplier<IamClient> clients, Optional<URI> endpoint, Bounds bounds) {
        this.clients = clients;
        this.endpoint = endpoint;
        this.bounds = bounds;
    }

    /** The same path at the address where the target listens. */
    URI remote(String cloneUrlHttp) {
        URI known = URI.create(cloneUrlHttp);
        return endpoint.map(listener -> listener.resolve(known.getRawPath())).orElse(known);
    }

    /** Whether a repository lets the user in by now. */
    boolean isLetIn(URI remote) {
        GitLogin user = login();
        String basic = Base64.getEncoder()
                .encodeToString((user.user() + ":" + user.password()).getBytes(StandardCharsets.UTF_8));
        int status = new Web(endpoint)
                .send(
                        "GET",
                        URI.create(remote + "/info/refs?service=git-upload-pack"),
                        Map.of("Authorization", "Basic " + basic),
                        "")
                .status();
        return status != HttpURLConnection.HTTP_UNAUTHORIZED && status != HttpURLConnection.HTTP_FORBIDDEN;
    }

    synchronized GitLogin login() {
        if (login == null) {
            login = made();
        }
        return login;
    }

    private GitLogin made() {
        IamClient iam = clients.get();
        String user = bounds.named(Variety.resourceName(20));
        iam.createUser(r -> r.userName(user));
        iam.putUserPolicy(r -> r.userName(user).policyName("git").policyDocument(POLICY));
        ServiceSpecificCredential made = iam.createServiceSpecificCredential(
                        r -> r.userName(user).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();
        return new GitLogin(made.serviceUserName(), made.servicePassword());
    }
}
