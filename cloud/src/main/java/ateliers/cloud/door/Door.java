package ateliers.cloud.door;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import ateliers.cloud.journal.Journal;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.sdk.SdkOperation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * The one door: every call of every service goes through it, from the wire, from another service or from a test. It
 * binds the call's context, authorises, switches faults, writes the journal, then calls.
 */
public final class Door {
    private final Place place;
    private final CloudClock clock;
    private final Journal journal;
    private final Faults faults;
    private final Signals signals = new Signals();
    private final Targets targets = new Targets();
    private final Map<String, Registration> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Registration> byApi = new LinkedHashMap<>();
    private volatile Authorizer authorizer = Authorizer.ROOT_ONLY;

    public Door(Place place, CloudClock clock, Journal journal, Faults faults) {
        this.place = place;
        this.clock = clock;
        this.journal = journal;
        this.faults = faults;
    }

    /** The account and region whose door this is. */
    public Place place() {
        return place;
    }

    /** Lets a service in. Fails when an operation has no authorisation row. */
    public void register(AwsService<?> service) {
        Registration registration = new Registration(service);
        if (byName.put(service.name(), registration) != null) {
            throw new IllegalStateException("two services called " + service.name());
        }
        byApi.put(service.api(), registration);
        service.target().ifPresent(target -> targets.register(service.name(), target));
        service.authorizer().ifPresent(this::authorizer);
    }

    /** Who decides now. */
    public Authorizer authorizer() {
        return authorizer;
    }

    /** Replaces the authoriser. */
    public void authorizer(Authorizer newAuthorizer) {
        this.authorizer = newAuthorizer;
    }

    /** Deliveries to what other services have, by ARN. */
    public Targets targets() {
        return targets;
    }

    /** Faults that are asked for by name. */
    public NamedFaults namedFaults() {
        return new NamedFaults(this, faults);
    }

    /** Where services say that a resource has something new, and hear of it. */
    public Signals signals() {
        return signals;
    }

    /** The services, in the order in which they came. */
    public Collection<AwsService<?>> services() {
        return byName.values().stream()
                .<AwsService<?>>map(Registration::service)
                .toList();
    }

    /** The services' names, in the order in which they came. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** The names of the operations that are implemented, sorted, by the name of their service. */
    public Map<String, Set<String>> operations() {
        Map<String, Set<String>> operations = new LinkedHashMap<>();
        byName.forEach((name, registration) -> operations.put(name, registration.operations()));
        return operations;
    }

    /** The service of this name ({@code sqs}), if this cloud has it. */
    public Optional<AwsService<?>> service(String name) {
        return Optional.ofNullable(byName.get(name)).map(Registration::service);
    }

    /** The SDK's client of a service, used as a principal. Consumer overloads, paginators and waiters work too. */
    public <C extends SdkClient> C as(Principal principal, Class<C> api) {
        return as(principal, api, Map.of());
    }

    /** The same, with request-wide condition keys. */
    public <C extends SdkClient> C as(Principal principal, Class<C> api, Map<String, List<String>> conditionKeys) {
        Registration registration = registration(api);
        InvocationHandler handler = (proxy, method, arguments) -> {
            Optional<Operation> operation = registration.operation(method);
            if (operation.isPresent()) {
                return call(registration, operation.get(), below(principal, conditionKeys), arguments);
            }
            if (method.isDefault()) {
                return unfold(proxy, method, arguments, registration);
            }
            return ofClient(proxy, method, arguments, registration);
        };
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler));
    }

    /**
     * Calls an operation by name, as the wire front does.
     *
     * @param arguments the request and, for operations that stream, its body or transformer
     * @return the SDK's response, or what the transformer made of it
     * @throws Unsupported when the service or the operation is not implemented
     */
    public Object call(CallContext context, String service, String operation, Object... arguments) throws Exception {
        Registration registration = byName.get(service);
        if (registration == null) {
            throw new Unsupported("the service " + service);
        }
        return call(registration, implemented(registration, operation, context), context, arguments);
    }

    /**
     * Calls an operation that the wire has resolved.
     *
     * @param arguments the request and, for operations that stream, its body and its transformer
     * @return the SDK's response, or what the transformer made of it
     * @throws Unsupported when the service or the operation is not implemented
     */
    public Object call(CallContext context, SdkOperation operation, Object... arguments) throws Exception {
        Registration registration = registration(operation.service().client());
        return call(registration, implemented(registration, operation.name(), context), context, arguments);
    }

    /** What is lacking is in the journal with who asked for it, as all that comes to the door. */
    private Operation implemented(Registration registration, String operation, CallContext context) {
        long start = System.nanoTime();
        try {
            return registration.operation(operation);
        } catch (Unsupported gap) {
            new Recorder(journal, clock, context, registration.name(), operation, start).failed(gap);
            throw gap;
        }
    }

    private Registration registration(Class<?> api) {
        Registration registration = byApi.get(api);
        if (registration == null) {
            throw new Unsupported("the service " + api.getSimpleName().replaceFirst("Client$", ""));
        }
        return registration;
    }

    /** A context for a call from outside. */
    public CallContext below(Principal principal, Map<String, List<String>> conditionKeys) {
        return CallContext.below(place, principal, conditionKeys);
    }

    /** Whether a principal would be allowed something now: to validate configurations, as AWS does. */
    public boolean wouldAllow(Principal principal, Need need) {
        return verdict(below(principal, Map.of()), need).allowed();
    }

    /** Decides, with AWS's words, without calling anything; for services that check more than their rows say. */
    public Authorizer.Verdict verdict(CallContext context, Need need) {
        return authorizer.decide(context, need.tagged(resourceTags(need.resource())), resourcePolicy(need.resource()));
    }

    /** The same for a resource whose policy is not kept by a service of its name: a method of an API. */
    public Authorizer.Verdict verdict(CallContext context, Need need, Optional<String> resourcePolicy) {
        return authorizer.decide(context, need, resourcePolicy);
    }

    private Object call(Registration registration, Operation operation, CallContext context, Object[] arguments)
            throws Exception {
        SdkRequest request = (SdkRequest) arguments[0];
        long start = System.nanoTime();
        Recorder recorder = new Recorder(journal, clock, context, registration.name(), operation.name(), start);
        try (var work = clock.begin();
                var scope = context.bind()) {
            authorise(registration, request, context, recorder);
            registration.service().members().check(registration.name(), operation.name(), request, recorder::inert);
            Optional<Fault> fault = faults.take(registration.name(), operation.name(), request);
            if (fault.isPresent()) {
                recorder.faulty();
            }
            Object answer = fault.isPresent()
                    ? fault.get().answer(request, sent -> operation.call(with(sent, arguments)))
                    : operation.call(arguments);
            recorder.succeeded();
            return answer;
        } catch (Exception e) {
            recorder.failed(e);
            throw e;
        }
    }

    private static Object[] with(SdkRequest request, Object[] arguments) {
        Object[] changed = arguments.clone();
        changed[0] = request;
        return changed;
    }

    private void authorise(Registration registration, SdkRequest request, CallContext context, Recorder recorder) {
        for (Need need : registration.service().rows().needs(request)) {
            recorder.resource(need.resource());
            Authorizer.Verdict verdict = verdict(context, need);
            if (!verdict.allowed()) {
                AwsServiceException denied = registration.service().denied(need, verdict.message());
                recorder.denied(denied);
                throw denied;
            }
        }
    }

    private Map<String, String> resourceTags(String resource) {
        return Arn.find(resource)
                .map(arn -> byName.get(arn.service()))
                .map(owner -> owner.service().resourceTags(resource))
                .orElse(Map.of());
    }

    private Optional<String> resourcePolicy(String resource) {
        return Arn.find(resource)
                .map(arn -> byName.get(arn.service()))
                .flatMap(owner -> owner.service().resourcePolicy(resource));
    }

    /** What a client has beside operations. Closing it ends nothing: the service lives as long as its cloud. */
    private static Object ofClient(Object proxy, Method method, Object[] arguments, Registration registration) {
        return switch (method.getName()) {
            case "serviceName" -> registration.name();
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "client of " + registration.name();
            case "close" -> null;
            default -> throw new IllegalStateException("no operation: " + method);
        };
    }

    /** Runs the SDK's own overload on the proxy, so that what it calls in the end comes back to the door. */
    private static Object unfold(Object proxy, Method method, Object[] arguments, Registration registration)
            throws Throwable {
        try {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        } catch (UnsupportedOperationException e) {
            throw new Unsupported(registration.name() + ": " + method.getName());
        }
    }
}
