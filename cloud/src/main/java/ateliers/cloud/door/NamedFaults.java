package ateliers.cloud.door;

import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.faults.Faults.Switch;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/**
 * Faults asked for by name, as AWS has them. They meet what functions call, which is what sessions of roles call; deliveries, what
 * services call. What a user or the root calls is never met, so that whoever asked for a fault can look on.
 */
public final class NamedFaults {
    private final Door door;
    private final Faults faults;

    NamedFaults(Door door, Faults faults) {
        this.door = door;
        this.faults = faults;
    }

    /** A fault that is not on yet. */
    public final class Pending {
        private final String service;
        private final String operation;
        private final Predicate<SdkRequest> met;
        private final Fault fault;

        private Pending(String service, String operation, Predicate<SdkRequest> met, Fault fault) {
            this.service = service;
            this.operation = operation;
            this.met = met;
            this.fault = fault;
        }

        /**
         * The same, met by those calls alone that name all these texts: others that come meanwhile are not of whom it is meant for.
         *
         * @param texts such as a table's name and a key's value
         */
        public Pending naming(List<String> texts) {
            return new Pending(
                    service,
                    operation,
                    met.and(request -> texts.stream().allMatch(request.toString()::contains)),
                    fault);
        }

        /** Switches it on for so many calls. */
        public Switch times(int calls) {
            return faults.inject(service, operation, met, calls, fault);
        }
    }

    /**
     * Throttles an operation, in the service's own words.
     *
     * @param service the prefix of its actions, as {@code dynamodb}
     * @param operation as {@code PutItem}
     * @throws IllegalArgumentException if this cloud has no such operation
     */
    public Pending throttle(String service, String operation) {
        AwsService<?> owner = owner(service, operation);
        return new Pending(service, operation, NamedFaults::isByFunction, Fault.failing(owner::throttled));
    }

    /**
     * Does a part of a batch and gives the rest back as not processed, as {@code dynamodb:BatchWriteItem} may.
     *
     * @throws IllegalArgumentException if this cloud has no such operation, or it does all or nothing
     */
    public Pending unprocessed(String service, String operation) {
        Fault part = owner(service, operation).partly().get(operation);
        if (part == null) {
            throw new IllegalArgumentException(service + ":" + operation + " leaves nothing unprocessed");
        }
        return new Pending(service, operation, NamedFaults::isByFunction, part);
    }

    /**
     * Refuses an operation with an error code of AWS's.
     *
     * @param code as {@code AuthorizationError}
     * @throws IllegalArgumentException if this cloud has no such operation
     */
    public Pending refuse(String service, String operation, String code) {
        AwsService<?> owner = owner(service, operation);
        Refusal refusal = Refusal.of(code);
        return new Pending(
                service,
                operation,
                NamedFaults::isByFunction,
                Fault.failing(() -> refusal.exception(owner.name() + ":" + operation)));
    }

    /**
     * Delivers twice what a service delivers by an operation, as {@code sqs:SendMessage} or {@code lambda:Invoke}. What a service
     * waits for the answer of is a question, and no delivery.
     *
     * @throws IllegalArgumentException if this cloud has no such operation
     */
    public Pending deliverTwice(String service, String operation) {
        owner(service, operation);
        return new Pending(service, operation, NamedFaults::isDelivery, Fault.twice());
    }

    private AwsService<?> owner(String service, String operation) {
        if (!door.operations().getOrDefault(service, Set.of()).contains(operation)) {
            throw new IllegalArgumentException("this cloud has no operation " + service + ":" + operation);
        }
        return door.service(service).orElseThrow();
    }

    private static boolean isByFunction(SdkRequest request) {
        return CallContext.caller() instanceof Principal.RoleSession;
    }

    private static boolean isDelivery(SdkRequest request) {
        boolean isQuestion = request instanceof InvokeRequest invoke && invoke.invocationType() != InvocationType.EVENT;
        return CallContext.caller() instanceof Principal.Service && !isQuestion;
    }

    /** What AWS says with a code, and the status that comes with it. */
    private record Refusal(String code, int status) {
        static Refusal of(String code) {
            String lower = code.toLowerCase(Locale.ROOT);
            if (lower.contains("accessdenied") || lower.contains("authorization")) {
                return new Refusal(code, 403);
            }
            if (lower.contains("unavailable")) {
                return new Refusal(code, 503);
            }
            if (lower.equals("throttled") || lower.contains("toomanyrequests")) {
                return new Refusal(code, 429);
            }
            return new Refusal(code, lower.contains("internal") ? 500 : 400);
        }

        RuntimeException exception(String action) {
            String message = switch (status) {
                case 403 -> "User: " + CallContext.caller().arn() + " is not authorized to perform: " + action;
                case 500 -> "The request processing has failed because of an unknown error, exception or failure.";
                case 503 -> "The request has failed due to a temporary failure of the server.";
                default -> "The request was refused.";
            };
            return AwsErrors.of(AwsServiceException.builder(), code, status, message);
        }
    }
}
