package ateliers.cloud.door;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;

/** A service at the door, with its operations and their rows. */
final class Registration {
    private final String name;
    private final AwsService<?> service;
    private final Rows rows = new Rows();
    private final Members members = new Members();
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<Method, Operation> byMethod = new ConcurrentHashMap<>();

    Registration(String name, AwsService<?> service) {
        this.name = name;
        this.service = service;
        service.authorization(rows);
        service.members(members);
        SdkClient implementation = service.implementation();
        for (Class<?> c = implementation.getClass(); c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods()).filter(Operation::isTerminal).forEach(this::add);
        }
    }

    private void add(Method method) {
        Operation operation = Operation.of(method);
        if (!rows.has(method.getParameterTypes()[0])) {
            throw new IllegalStateException(name + " has no authorisation row for " + operation.name());
        }
        method.setAccessible(true);
        operations.putIfAbsent(operation.name(), operation);
    }

    String name() {
        return name;
    }

    AwsService<?> service() {
        return service;
    }

    Rows rows() {
        return rows;
    }

    Members members() {
        return members;
    }

    /** The names of the operations that are implemented, sorted. */
    Set<String> operations() {
        return new TreeSet<>(operations.keySet());
    }

    /** The operation that a method of the SDK's interface stands for. */
    Operation operation(Method method) {
        return byMethod.computeIfAbsent(method, m -> operation(Operation.of(m).name()));
    }

    /** An operation by AWS's name; one that is not implemented is our gap. */
    Operation operation(String operationName) {
        Operation operation = operations.get(operationName);
        if (operation == null) {
            throw new Unsupported("the operation " + name + ":" + operationName);
        }
        return operation;
    }
}
