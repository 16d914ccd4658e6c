package ateliers.cloud.door;

import ateliers.cloud.sdk.TerminalMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;

/** A service at the door, with the operations of all its groups. */
final class Registration {
    private final AwsService<?> service;
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<Method, Optional<TerminalMethod>> terminals = new ConcurrentHashMap<>();

    Registration(AwsService<?> service) {
        this.service = service;
        for (SdkClient group : service.operations()) {
            Arrays.stream(group.getClass().getDeclaredMethods())
                    .map(TerminalMethod::of)
                    .flatMap(Optional::stream)
                    .forEach(terminal -> add(new Operation(group, terminal)));
        }
    }

    private void add(Operation operation) {
        if (!service.rows().has(operation.request())) {
            throw new IllegalStateException(name() + " has no authorisation row for " + operation.name());
        }
        if (operations.put(operation.name(), operation) != null) {
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

    /** The operation that a method of the SDK's interface is the terminal one of; empty for all other methods. */
    Optional<Operation> operation(Method method) {
        return terminals.computeIfAbsent(method, TerminalMethod::of).map(terminal -> operation(terminal.operation()));
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
