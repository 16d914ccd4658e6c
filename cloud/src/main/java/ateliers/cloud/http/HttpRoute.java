package ateliers.cloud.http;

import java.io.IOException;

/**
 * Something reached over HTTP that is no AWS API: a stage of API Gateway, a function's URL. Routes are asked before any
 * AWS protocol is looked for, in the order in which they came; requests to them are not authenticated by the front.
 */
public interface HttpRoute {
    /** Whether a request is for this route. Must be quick: every request is asked about. */
    boolean matches(WireRequest request);

    /**
     * Answers a request. Runs on a thread of its own, counts as busy on the cloud's clock.
     *
     * @throws IOException when the client goes away
     */
    WireResponse answer(WireRequest request) throws IOException;

    /** Whether pages of any site may ask, because the route says itself by CORS which of them may read its answers. */
    default boolean answersBrowsers() {
        return false;
    }
}
