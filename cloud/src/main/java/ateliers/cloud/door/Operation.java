package ateliers.cloud.door;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** One operation of an SDK client interface: its terminal method, which takes a request and, if it streams, a body. */
record Operation(String name, Method method) {
    private static final List<Class<?>> STREAMING = List.of(RequestBody.class, ResponseTransformer.class);

    /** Whether a method is terminal: not a consumer overload, a paginator or a convenience that calls another one. */
    static boolean isTerminal(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0 || !SdkRequest.class.isAssignableFrom(parameters[0]) || method.isSynthetic()) {
            return false;
        }
        if (parameters.length == 1) {
            return SdkResponse.class.isAssignableFrom(method.getReturnType());
        }
        return List.of(parameters).subList(1, parameters.length).stream().allMatch(STREAMING::contains);
    }

    static Operation of(Method method) {
        return new Operation(nameOf(method.getParameterTypes()[0]), method);
    }

    /** An operation's name, of its request's class. */
    static String nameOf(Class<?> request) {
        String name = request.getSimpleName();
        return name.substring(0, name.length() - "Request".length());
    }

    Object call(Object implementation, Object[] arguments) throws Exception {
        try {
            return method.invoke(implementation, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
