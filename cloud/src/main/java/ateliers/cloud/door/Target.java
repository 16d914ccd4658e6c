package ateliers.cloud.door;

import ateliers.cloud.kit.Arn;

/** How others deliver to a service's resources: a queue, a topic, a function. The service that has them says how. */
public interface Target {
    /** What a principal needs to deliver there. */
    Need need(Arn resource);

    /**
     * Delivers, by a call of the service's own API at the door.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when the call is refused, in AWS's words
     */
    void send(Principal principal, Arn resource, Payload payload);
}
