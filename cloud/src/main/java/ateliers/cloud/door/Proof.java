package ateliers.cloud.door;

import ateliers.cloud.http.WireRequest;
import java.time.Duration;

/** What somebody who came by an {@link ateliers.cloud.http.HttpRoute} shows to prove who it is. */
public sealed interface Proof {
    /** For which service it is, as {@code execute-api}. */
    String service();

    /**
     * A request that is signed with SigV4.
     *
     * @param body the whole of it
     */
    record SignedRequest(String service, WireRequest request, byte[] body) implements Proof {}

    /**
     * A text that stands for a request, signed with SigV4's algorithm where there is no place for its headers.
     *
     * @param accessKey of the key that it is signed with
     * @param token the session's, or null
     * @param region that it is signed for
     * @param timestamp as it was signed, {@code 20260102T030405}
     * @param text the canonical request
     * @param signature in hexadecimal digits
     * @param lifetime how long after it was signed it counts
     */
    record SignedText(
            String service,
            String accessKey,
            String token,
            String region,
            String timestamp,
            String text,
            String signature,
            Duration lifetime)
            implements Proof {}

    /** A user's name and password for one service. */
    record Password(String service, String user, String password) implements Proof {
        @Override
        public String toString() {
            return "Password[" + service + " of " + user + "]"; // never the password
        }
    }
}
