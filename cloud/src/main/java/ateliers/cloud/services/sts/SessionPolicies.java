package ateliers.cloud.services.sts;

import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.policy.MalformedPolicyException;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** The policies with which a caller narrows the session he asks for. */
final class SessionPolicies {
    private static final int MAX_SIZE = 2_048;
    private static final int MAX_MANAGED = 10;

    private final ServiceContext cloud;

    SessionPolicies(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** The documents, checked. */
    List<String> of(String inline, List<PolicyDescriptorType> managed) {
        List<String> documents = new ArrayList<>();
        if (inline != null) {
            documents.add(checked(inline));
        }
        Checks.constraints()
                .length("policyArns", managed, managed.size(), 0, MAX_MANAGED)
                .require();
        managed.forEach(policy -> documents.add(document(policy.arn())));
        return List.copyOf(documents);
    }

    private static String checked(String document) {
        Checks.constraints().length("policy", document, 0, MAX_SIZE).require();
        try {
            return Policy.parse(document, PolicyKind.SESSION).document();
        } catch (MalformedPolicyException e) {
            throw StsErrors.malformed(e.getMessage());
        }
    }

    private String document(String arn) {
        IamClient iam = cloud.door().as(new Principal.Root(cloud.place().account()), IamClient.class);
        try {
            String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
            String encoded = iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version))
                    .policyVersion()
                    .document();
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (NoSuchEntityException e) {
            throw StsErrors.malformed("Policy " + arn + " does not exist or is not attachable.");
        }
    }
}
