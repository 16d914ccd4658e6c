package ateliers.cloud.door;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;

/** A service at the door, with the operations of all its groups. */
final class Registration {
    private final AwsService<?> service;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<Method, Operation> byMethod = new ConcurrentHashMap<>();

    Registration(AwsService<?> service) {
        this.service = service;
        for (SdkClient group : service.operations()) {
            Map<String, Method> own = new HashMap<>();
            for (Class<?> c = group.getClass(); c != Object.class; c = c.getSuperclass()) {
                Arrays.stream(c.getDeclaredMethods())
                        .filter(Operation::isTerminal)
                        .forEach(method -> own.putIfAbsent(Operation.nameOf(method), method));
            }
            own.values().forEach(method -> add(group, method));
        }
    }

    private void add(SdkClient group, Method method) {
        Operation operation = Operation.of(group, method);
        if (!service.rows().has(method.getParameterTypes()[0])) {
            throw new IllegalStateException(name() + " has no authorisation row for " + operation.name());
        }
        method.setAccessible(true);
        Operation other = operations.put(operation.name(), operation);
        if (other != null) {
            throw new IllegalStateException(name() + " has " + operation.name() + " twice");
        }
    }

    String name() {
        return service.name();
    }

    AwsService<?> service() {
        return service;
    }

    /** The names of the operations that are implemented, sorted. */
    Set<String> operations() {
        return new TreeSet<>(operations.keySet());
    }

    /** The operation that a method of the SDK's interface stands for. */
    Operation operation(Method method) {
        return byMethod.computeIfAbsent(method, m -> operation(Operation.nameOf(m)));
    }

    /** An operation by AWS's name; one that is not implemented is our gap. */
    Operation operation(String operationName) {
        Operation operation = operations.get(operationName);
        if (operation == null) {
            throw new Unsupported("the operation " + name() + ":" + operationName);
        }
        return operation;
    }
}
