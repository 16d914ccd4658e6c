package ateliers.cloud.door;

import ateliers.cloud.faults.Fault;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.kit.Closing;
import ateliers.cloud.traits.WireTraits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service behind the door: what implements its operations, what each needs to be allowed, what becomes of the members
 * of requests, and its own way of saying things. Made by its {@link ServiceModule}.
 *
 * @param <C> the SDK's client interface that its groups of operations implement
 */
public final class AwsService<C extends SdkClient> implements AutoCloseable {
    private final String name;
    private final Class<C> api;
    private final List<C> operations;
    private final Rows rows;
    private final Members members;
    private final BiFunction<Need, String, AwsServiceException> denied;
    private final Function<String, Optional<String>> resourcePolicy;
    private final Function<String, Map<String, String>> resourceTags;
    private final Supplier<AwsServiceException> throttled;
    private final Map<String, Fault> partly;
    private final Optional<Authorizer> authorizer;
    private final Optional<Target> target;
    private final List<HttpRoute> routes;
    private final WireTraits wire;

    private AwsService(Builder<C> builder) {
        this.name = builder.name;
        this.api = builder.api;
        this.operations = List.copyOf(builder.operations);
        this.rows = builder.rows;
        this.members = builder.members;
        this.denied = builder.denied;
        this.resourcePolicy = builder.resourcePolicy;
        this.resourceTags = builder.resourceTags;
        this.throttled = builder.throttled;
        this.partly = Map.copyOf(builder.partly);
        this.authorizer = Optional.ofNullable(builder.authorizer);
        this.target = Optional.ofNullable(builder.target);
        this.routes = List.copyOf(builder.routes);
        this.wire = builder.wire;
    }

    /**
     * Begins to describe a service.
     *
     * @param name the prefix of its actions, as {@code sqs}; the name faults and the journal know it by
     * @param api the SDK's interface
     */
    public static <C extends SdkClient> Builder<C> of(String name, Class<C> api) {
        return new Builder<>(name, api);
    }

    /** The prefix of its actions, as {@code sqs}. */
    public String name() {
        return name;
    }

    /** The SDK's interface. */
    public Class<C> api() {
        return api;
    }

    /** The groups of its operations. What none overrides answers {@link Unsupported}. */
    List<C> operations() {
        return operations;
    }

    Rows rows() {
        return rows;
    }

    Members members() {
        return members;
    }

    /** The policy document of a resource of this service, for resource-based decisions. */
    Optional<String> resourcePolicy(String resourceArn) {
        return resourcePolicy.apply(resourceArn);
    }

    /** The tags of a resource of this service; none where there is no such resource. */
    Map<String, String> resourceTags(String resourceArn) {
        return resourceTags.apply(resourceArn);
    }

    /** The exception that a denied call gets, in the service's own code. */
    AwsServiceException denied(Need need, String message) {
        return denied.apply(need, message);
    }

    /** The exception that a throttled call gets, in the service's own code. */
    AwsServiceException throttled() {
        return throttled.get();
    }

    /** What does a part of a batch and gives the rest back, for the operations that may. */
    Map<String, Fault> partly() {
        return partly;
    }

    /** What decides for all services, where this one does. */
    Optional<Authorizer> authorizer() {
        return authorizer;
    }

    /** How others deliver to resources of this service. */
    Optional<Target> target() {
        return target;
    }

    /** What the service answers over HTTP beside its API. */
    public List<HttpRoute> routes() {
        return routes;
    }

    /** How it speaks on the wire where neither its protocol nor the SDK's model tells. */
    public WireTraits wire() {
        return wire;
    }

    /** Ends what the service has running. */
    @Override
    public void close() {
        Closing.all(operations);
    }

    /** Describes a service, piece by piece. */
    public static final class Builder<C extends SdkClient> {
        private final String name;
        private final Class<C> api;
        private final List<C> operations = new ArrayList<>();
        private final Rows rows = new Rows();
        private final Members members = new Members();
        private final List<HttpRoute> routes = new ArrayList<>();
        private BiFunction<Need, String, AwsServiceException> denied;
        private Function<String, Optional<String>> resourcePolicy = resource -> Optional.empty();
        private Function<String, Map<String, String>> resourceTags = resource -> Map.of();
        private final Map<String, Fault> partly = new HashMap<>();
        private Supplier<AwsServiceException> throttled = AwsErrors::throttled;
        private Authorizer authorizer;
        private Target target;
        private WireTraits wire = new WireTraits();

        private Builder(String name, Class<C> api) {
            this.name = name;
            this.api = api;
        }

        /** A group of operations: it overrides the methods of the SDK's interface that are its own. */
        public Builder<C> operations(C group) {
            operations.add(group);
            return this;
        }

        /** A row for every operation that is overridden: what it needs to be allowed. */
        public Builder<C> rows(Consumer<Rows> declaration) {
            declaration.accept(rows);
            return this;
        }

        /** What becomes of the members of requests that the operations do not read by their getters. */
        public Builder<C> members(Consumer<Members> declaration) {
            declaration.accept(members);
            return this;
        }

        /** Makes the exception of a denied call of the need that was denied and AWS's sentence. */
        public Builder<C> denied(BiFunction<Need, String, AwsServiceException> exception) {
            denied = exception;
            return this;
        }

        /** Makes the exception of a throttled call, where the service has one of its own. */
        public Builder<C> throttled(Supplier<AwsServiceException> exception) {
            throttled = exception;
            return this;
        }

        /** Does a part of a batch that the operation is given, and answers the rest as not done. */
        public Builder<C> partly(String operation, Fault part) {
            partly.put(operation, part);
            return this;
        }

        /** Finds the policy document of one of the service's resources by its ARN. */
        public Builder<C> resourcePolicy(Function<String, Optional<String>> documents) {
            resourcePolicy = documents;
            return this;
        }

        /** Finds the tags of one of the service's resources by its ARN: policies may ask for them. */
        public Builder<C> resourceTags(Function<String, Map<String, String>> tags) {
            resourceTags = tags;
            return this;
        }

        /** Decides for all services of the cloud. */
        public Builder<C> authorizer(Authorizer decides) {
            authorizer = decides;
            return this;
        }

        /** How others deliver to resources of this service. */
        public Builder<C> target(Target delivery) {
            target = delivery;
            return this;
        }

        /** What the service answers over HTTP beside its API. */
        public Builder<C> routes(HttpRoute... more) {
            routes.addAll(List.of(more));
            return this;
        }

        /** How it speaks on the wire where neither its protocol nor the SDK's model tells. */
        public Builder<C> wire(WireTraits traits) {
            wire = traits;
            return this;
        }

        public AwsService<C> build() {
            if (denied == null || operations.isEmpty()) {
                throw new IllegalStateException(name + " lacks its operations, or the exception of a denied call");
            }
            return new AwsService<>(this);
        }
    }
}
