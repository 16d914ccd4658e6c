package ateliers.cloud.door;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A session of a role in which a service acts for whoever named the role.
 *
 * @param principal whom policies speak of
 * @param key with which its calls are signed
 */
public record RoleSession(Principal principal, Credentials key) {

    /**
     * Assumes a role.
     *
     * @param service as {@code lambda.amazonaws.com}: whom the role must trust
     * @throws SdkException as STS refuses it
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
     */
    public static RoleSession assume(ServiceContext cloud, String service, String roleArn, String sessionName) {
        Credentials key = cloud.door()
                .as(Principal.service(service), StsClient.class)
                .assumeRole(r -> r.roleArn(roleArn).roleSessionName(sessionName))
                .credentials();
        return new RoleSession(
                cloud.credentials().find(key.accessKeyId()).orElseThrow().principal(), key);
    }
}
