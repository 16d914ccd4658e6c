package ateliers.cloud.sandbox.redirect;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Before a request of an SDK for Java 2 is signed. The clients of a service have the interceptors that the class path names
 * for it, after those of the SDK that settle the address.
 */
public final class SdkTwo implements ExecutionInterceptor {
    private final String endpoint;

    /** As the SDK makes it. */
    public SdkTwo() {
        this(System.getenv("AWS_ENDPOINT_URL"));
    }

    SdkTwo(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return Redirection.of(request.host(), request.encodedPath(), endpoint)
                .map(there -> request.toBuilder()
                        .protocol(there.endpoint().getScheme())
                        .host(there.endpoint().getHost())
                        .port(there.endpoint().getPort())
                        .encodedPath(there.path())
                        .build())
                .orElse(request);
    }
}
