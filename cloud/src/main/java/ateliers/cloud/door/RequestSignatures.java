package ateliers.cloud.door;

import ateliers.cloud.http.WireRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Tells who signed a request that came by an {@link ateliers.cloud.http.HttpRoute}, which the front does not do. */
@FunctionalInterface
public interface RequestSignatures {
    /**
     * The principal that signed a request with SigV4.
     *
     * @param service that the signature must be for, as {@code execute-api}
     * @param body the whole of it
     * @throws AwsServiceException in AWS's words, when there is no signature or it is not right
     */
    Principal verify(String service, WireRequest request, byte[] body);
}
