package ateliers.cloud.traits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** How a service speaks on the wire where neither its protocol nor the SDK's model of it tells. Most have nothing to say. */
public final class WireTraits {
    private static final int OK = 200;

    private final List<Success> successes = new ArrayList<>();
    private Predicate<String> anonymous = operation -> false;
    private Duration clockSkew = Duration.ofMinutes(5);
    private Optional<String> globalRegion = Optional.empty();
    private Optional<String> xmlNamespace = Optional.empty();
    private String shapeNamespace = "";
    private boolean leftQuery;
    private Function<String, QueryNames> queryNames = operation -> QueryNames.MODEL;
    private Map<String, String> queryWords = Map.of();
    private Optional<String> addressed = Optional.empty();
    private Optional<Supplier<RuntimeException>> unknownPath = Optional.empty();
    private Optional<RestTraits> rest = Optional.empty();

    private record Success(int status, Predicate<String> operations) {}

    /** The status of success of operations that answer another than 200. */
    public WireTraits success(int status, String... operations) {
        return success(status, Set.of(operations)::contains);
    }

    /** The same; of several that fit, the first holds. */
    public WireTraits success(int status, Predicate<String> operations) {
        successes.add(new Success(status, operations));
        return this;
    }

    /** Operations that may come without a signature; that nobody knows who calls is then for policies to judge. */
    public WireTraits anonymous(Predicate<String> operations) {
        anonymous = operations;
        return this;
    }

    /** How far the time of a signature may be from now, where it is not five minutes. */
    public WireTraits clockSkew(Duration limit) {
        clockSkew = limit;
        return this;
    }

    /** The region that clients sign for wherever they are. */
    public WireTraits globalRegion(String region) {
        globalRegion = Optional.of(region);
        return this;
    }

    /** The namespace of its XML, which the SDK's classes do not tell; only strict readers look at it. */
    public WireTraits xmlNamespace(String uri) {
        xmlNamespace = Optional.of(uri);
        return this;
    }

    /** What stands before the shape of an error in JSON, as {@code com.amazonaws.sqs#}. */
    public WireTraits shapeNamespace(String prefix) {
        shapeNamespace = prefix;
        return this;
    }

    /**
     * The service has left awsQuery for another protocol, but older clients still send forms, and newer ones are told the
     * code that older ones know.
     *
     * @param names of members, for each operation by its name
     * @param words messages of errors that are others in awsQuery, by code
     * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">awsQueryCompatible</a>
     */
    public WireTraits leftQuery(Function<String, QueryNames> names, Map<String, String> words) {
        leftQuery = true;
        queryNames = names;
        queryWords = Map.copyOf(words);
        return this;
    }

    /** The parameter of its forms that is the address a form is sent to, where the form does not give it. */
    public WireTraits addressed(String parameter) {
        addressed = Optional.of(parameter);
        return this;
    }

    /** What it says to a path that is no operation's. */
    public WireTraits unknownPath(Supplier<RuntimeException> refusal) {
        unknownPath = Optional.of(refusal);
        return this;
    }

    /** A REST layer of its own. Requests in which nothing names a service are for the one that has it. */
    public WireTraits rest(RestTraits layer) {
        rest = Optional.of(layer);
        return this;
    }

    public int success(String operation) {
        return successes.stream()
                .filter(success -> success.operations().test(operation))
                .findFirst()
                .map(Success::status)
                .orElse(OK);
    }

    public boolean isAnonymous(String operation) {
        return anonymous.test(operation);
    }

    public Duration clockSkew() {
        return clockSkew;
    }

    public Optional<String> globalRegion() {
        return globalRegion;
    }

    public Optional<String> xmlNamespace() {
        return xmlNamespace;
    }

    public String shapeNamespace() {
        return shapeNamespace;
    }

    public boolean hasLeftQuery() {
        return leftQuery;
    }

    public QueryNames queryNames(String operation) {
        return queryNames.apply(operation);
    }

    public Optional<String> queryWords(String code) {
        return Optional.ofNullable(queryWords.get(code));
    }

    public Optional<String> addressed() {
        return addressed;
    }

    public Optional<RuntimeException> unknownPath() {
        return unknownPath.map(Supplier::get);
    }

    public Optional<RestTraits> rest() {
        return rest;
    }
}
