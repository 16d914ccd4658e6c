package ateliers.cloud.sandbox.redirect;

import com.amazonaws.Request;
import com.amazonaws.handlers.RequestHandler2;

/** Before a request of an SDK for Java 1 is signed. Each of its clients has the handlers that the class path names. */
public final class SdkOne extends RequestHandler2 {
    private final String endpoint;

    /** As the SDK makes it. */
    public SdkOne() {
        this(System.getenv("AWS_ENDPOINT_URL"));
    }

    SdkOne(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void beforeRequest(Request<?> request) {
        Redirection.of(request.getEndpoint().getHost(), request.getResourcePath(), endpoint)
                .ifPresent(there -> {
                    request.setEndpoint(there.endpoint());
                    request.setResourcePath(there.path());
                });
    }
}
