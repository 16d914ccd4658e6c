package ateliers.cloud.sdk;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * The method of an operation in which all others of it end: no consumer overload, no paginator, no convenience that calls
 * another one. It tells about its operation without the rest of the SDK's model.
 *
 * @param method of the SDK's client interface, or of what implements it; it takes the request and what streams
 * @param operation AWS's name, as {@code SendMessage}
 */
public record TerminalMethod(Method method, String operation, Class<? extends SdkRequest> request) {
    private static final List<Class<?>> STREAMING = List.of(RequestBody.class, ResponseTransformer.class);
    private static final String SUFFIX = "Request";

    /** The method as a terminal one, if it is one. */
    public static Optional<TerminalMethod> of(Method method) {
        List<Class<?>> parameters = Arrays.asList(method.getParameterTypes());
        if (parameters.isEmpty() || !SdkRequest.class.isAssignableFrom(parameters.get(0)) || method.isSynthetic()) {
            return Optional.empty();
        }
        List<Class<?>> streams = parameters.subList(1, parameters.size());
        boolean terminal = streams.isEmpty()
                ? SdkResponse.class.isAssignableFrom(method.getReturnType())
                : STREAMING.containsAll(streams);
        Class<? extends SdkRequest> request = parameters.get(0).asSubclass(SdkRequest.class);
        // The classes' names are the SDK's, as EnableMfaDeviceRequest; the method's is AWS's, as enableMFADevice.
        String name = method.getName();
        return terminal && (name + SUFFIX).equalsIgnoreCase(request.getSimpleName())
                ? Optional.of(
                        new TerminalMethod(method, Character.toUpperCase(name.charAt(0)) + name.substring(1), request))
                : Optional.empty();
    }

    /** What the SDK calls the operation in its classes' names. */
    String stem() {
        String name = request.getSimpleName();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    boolean takes(Class<?> stream) {
        return Arrays.asList(method.getParameterTypes()).contains(stream);
    }
}
