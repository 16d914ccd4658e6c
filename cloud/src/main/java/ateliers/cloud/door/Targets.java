package ateliers.cloud.door;

import ateliers.cloud.kit.Arn;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Deliveries by ARN: to whatever the service that the ARN names takes, by a public call at the door. */
public final class Targets {
    private final Map<String, Target> byService = new ConcurrentHashMap<>();

    void register(String service, Target target) {
        byService.put(service, target);
    }

    /** Whether deliveries to what the ARN names are known at all. */
    public boolean knows(String arn) {
        return Arn.find(arn).map(Arn::service).map(byService::containsKey).orElse(false);
    }

    /**
     * What a principal needs to deliver there, to validate configurations with {@code door.wouldAllow}.
     *
     * @throws Unsupported when no service of this cloud takes deliveries by such an ARN
     */
    public Need need(String arn) {
        Arn resource = Arn.of(arn);
        return target(resource).need(resource);
    }

    /**
     * Delivers.
     *
     * @param principal who does, as the service that delivers on behalf of a resource, or a role's session
     * @throws AwsServiceException when the call is refused, in AWS's words
     * @throws Unsupported when no service of this cloud takes deliveries by such an ARN
     */
    public void send(Principal principal, String arn, Payload payload) {
        Arn resource = Arn.of(arn);
        target(resource).send(principal, resource, payload);
    }

    private Target target(Arn resource) {
        return Optional.ofNullable(byService.get(resource.service()))
                .orElseThrow(() -> new Unsupported("deliveries to " + resource));
    }
}
