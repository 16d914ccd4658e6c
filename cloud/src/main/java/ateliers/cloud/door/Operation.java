package ateliers.cloud.door;

import ateliers.cloud.sdk.TerminalMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * An operation that a service implements.
 *
 * @param group what implements it
 * @param terminal the method that does
 */
record Operation(SdkClient group, TerminalMethod terminal) {

    Operation {
        terminal.method().setAccessible(true);
    }

    String name() {
        return terminal.operation();
    }

    Class<? extends SdkRequest> request() {
        return terminal.request();
    }

    Object call(Object[] arguments) throws Exception {
        Method method = terminal.method();
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
