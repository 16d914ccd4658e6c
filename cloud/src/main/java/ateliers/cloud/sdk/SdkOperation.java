package ateliers.cloud.sdk;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One operation of a service, as the SDK models it.
 *
 * @param service the service it belongs to
 * @param name AWS's name of it, such as {@code SendMessage}
 * @param requestClass its request
 * @param responseClass its response
 * @param streamingInput whether it takes a body beside its request
 * @param streamingOutput whether it gives its answer's body to a transformer
 * @param bindings how it is bound to HTTP, read when first asked for
 */
public record SdkOperation(
        SdkModel service,
        String name,
        Class<? extends SdkRequest> requestClass,
        Class<? extends SdkResponse> responseClass,
        boolean streamingInput,
        boolean streamingOutput,
        Supplier<Binding> bindings) {

    /**
     * How an operation is bound to HTTP.
     *
     * @param protocol the one the SDK's client speaks
     * @param method of HTTP
     * @param uri a template: path with labels, and the query's constants after {@code ?}
     * @param target what {@code X-Amz-Target} holds, for awsJson; null otherwise
     * @param apiVersion the service's, for awsQuery; null otherwise
     */
    public record Binding(Protocol protocol, String method, String uri, String target, String apiVersion) {}

    public Binding binding() {
        return bindings.get();
    }

    /** A fresh builder of its request. */
    public SdkPojo newRequest() {
        return SdkModel.builderOf(requestClass);
    }

    /** A fresh builder of its response. */
    public SdkPojo newResponse() {
        return SdkModel.builderOf(responseClass);
    }

    @Override
    public String toString() {
        return service.signingName() + ":" + name;
    }
}
