package ateliers.cloud.door;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells who made a request that came by an {@link ateliers.cloud.http.HttpRoute}, which the front does not do. */
@FunctionalInterface
public interface RequestSignatures {
    /**
     * The principal whose proof it is.
     *
     * @throws AwsServiceException in AWS's words, when there is none or it is not right
     */
    Principal verify(Proof proof);
}
