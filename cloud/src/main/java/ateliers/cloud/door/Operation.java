package ateliers.cloud.door;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * An operation that a service implements.
 *
 * @param group what implements it
 * @param method its terminal method, which takes a request and, if it streams, a body
 */
record Operation(String name, SdkClient group, Method method) {
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

    static Operation of(SdkClient group, Method method) {
        return new Operation(nameOf(method), group, method);
    }

    /** An operation's name, of a terminal method's request. */
    static String nameOf(Method method) {
        String name = method.getParameterTypes()[0].getSimpleName();
        return name.substring(0, name.length() - "Request".length());
    }

    Object call(Object[] arguments) throws Exception {
        try {
            return method.invoke(group, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
