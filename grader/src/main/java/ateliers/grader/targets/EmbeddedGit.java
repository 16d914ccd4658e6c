package ateliers.grader.targets;

import ateliers.cloud.Cloud;
import ateliers.grader.targets.Target.GitLogin;
import ateliers.grader.variety.Variety;
import java.net.URI;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;

/** How the grader pushes to the repositories of a cloud in this JVM: as a user of its own, made when first asked for. */
final class EmbeddedGit {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"codecommit:GitPull\","
                    + "\"codecommit:GitPush\"],\"Resource\":\"*\"}]}";

    private final Cloud cloud;
    private GitLogin login;

    EmbeddedGit(Cloud cloud) {
        this.cloud = cloud;
    }

    /** The same path at the address where the cloud listens. */
    URI remote(String cloneUrlHttp) {
        return cloud.endpoint().resolve(URI.create(cloneUrlHttp).getRawPath());
    }

    synchronized GitLogin login() {
        if (login == null) {
            login = made();
        }
        return login;
    }

    private GitLogin made() {
        IamClient iam = cloud.door().as(cloud.root(), IamClient.class);
        String user = Variety.resourceName(20);
        iam.createUser(r -> r.userName(user));
        iam.putUserPolicy(r -> r.userName(user).policyName("git").policyDocument(POLICY));
        ServiceSpecificCredential made = iam.createServiceSpecificCredential(
                        r -> r.userName(user).serviceName("codecommit.amazonaws.com"))
                .serviceSpecificCredential();
        return new GitLogin(made.serviceUserName(), made.servicePassword());
    }
}
