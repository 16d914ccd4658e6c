package ateliers.grader.targets;

import ateliers.grader.targets.Target.GitLogin;
import ateliers.grader.variety.Variety;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;

/** How the grader pushes to the repositories of a target: as a user of its own, made when first asked for. */
final class HttpsGit {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"codecommit:GitPull\","
                    + "\"codecommit:GitPush\"],\"Resource\":\"*\"}]}";

    private final Supplier<IamClient> clients;
    private final URI endpoint;
    private GitLogin login;

    /**
     * @param clients of an administrator
     * @param endpoint where the target listens
     */
    HttpsGit(Supplier<IamClient> clients, URI endpoint) {
        this.clients = clients;
        this.endpoint = endpoint;
    }

    /** The same path at the address where the target listens. */
    URI remote(String cloneUrlHttp) {
        return endpoint.resolve(URI.create(cloneUrlHttp).getRawPath());
    }

    synchronized GitLogin login() {
        if (login == null) {
            login = made();
        }
        return login;
    }

    private GitLogin made() {
        IamClient iam = clients.get();
        String user = Variety.resourceName(20);
        iam.createUser(r -> r.userName(user));
        iam.putUserPolicy(r -> r.userName(user).policyName("git").policyDocument(POLICY));
        ServiceSpecificCredential made = iam.createServiceSpecificCredential(
                        r -> r.userName(user).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();
        return new GitLogin(made.serviceUserName(), made.servicePassword());
    }
}
