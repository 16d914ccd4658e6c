package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/** {@code AWS::IAM::AccessKey}. Its secret is only known when it is made. */
public final class AccessKeyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::IAM::AccessKey";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Serial", "Status", "UserName");
    }

    @Override
    public Physical create(ResourceCall call) {
        AccessKey key = call.client(IamClient.class)
                .createAccessKey(request -> request.userName(call.text("UserName")))
                .accessKey();
        if (call.has("Status")) {
            status(call, key.accessKeyId());
        }
        return new Physical(
                key.accessKeyId(), Map.of("Id", key.accessKeyId(), "SecretAccessKey", key.secretAccessKey()));
    }

    /** Only the status can change without a new key. */
    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        status(call, call.physicalId());
        return new Physical(call.physicalId(), call.attributes());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(IamClient.class)
                .deleteAccessKey(
                        request -> request.userName(call.text("UserName")).accessKeyId(call.physicalId()));
    }

    private static void status(ResourceCall call, String accessKeyId) {
        call.client(IamClient.class)
                .updateAccessKey(request -> request.userName(call.text("UserName"))
                        .accessKeyId(accessKeyId)
                        .status(call.has("Status") ? call.text("Status") : "Active"));
    }
}
