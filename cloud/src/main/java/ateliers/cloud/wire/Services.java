package ateliers.cloud.wire;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.RestTraits;
import ateliers.cloud.traits.WireTraits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which service and operation a request is for. The request chooses the protocol; the service is the one that its
 * signature names, or its target, its host, or the version of its form. What nothing names is for the one that has a REST
 * layer of its own.
 */
final class Services {
    private static final Pattern CBOR_PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final WireTraits NOTHING_TO_SAY = new WireTraits();

    private final Map<String, List<Api>> bySigningName = new HashMap<>();
    private final List<Api> all;
    private final Map<Api, RestRouter> routers = new ConcurrentHashMap<>();

    /**
     * What a request looks like before its body is read.
     *
     * @param apis those it may be for; empty when this cloud has none of them
     * @param named what the request calls its service, for a person to read
     */
    record Guess(Protocol protocol, List<Api> apis, String named) {
        /** One of the services, to tell errors in its way; null when there is none. */
        Api api() {
            return apis.isEmpty() ? null : apis.get(0);
        }

        /** The REST layer of its own that the service has, if it has one. */
        Optional<RestTraits> rest() {
            return apis.isEmpty() ? Optional.empty() : api().rest();
        }
    }

    Services(Collection<Api> apis) {
        all = List.copyOf(apis);
        for (Api api : all) {
            bySigningName
                    .computeIfAbsent(api.model().signingName(), name -> new ArrayList<>())
                    .add(api);
        }
    }

    /** What the service of this name in signatures tells of itself. */
    WireTraits traits(String signingName) {
        List<Api> named = bySigningName.getOrDefault(signingName, List.of());
        return named.isEmpty() ? NOTHING_TO_SAY : named.get(0).traits();
    }

    /**
     * Guesses protocol and services.
     *
     * @param scope the service's name in the signature, or null
     */
    Guess guess(WireRequest request, String scope) {
        Optional<String> target = request.header("X-Amz-Target");
        Matcher cbor = CBOR_PATH.matcher(request.rawPath());
        boolean isCbor = request.header("smithy-protocol").orElse("").equals("rpc-v2-cbor") && cbor.matches();
        boolean isForm = isForm(request);
        Protocol protocol = isCbor
                ? Protocol.RPC_V2_CBOR
                : target.isPresent() ? Protocol.AWS_JSON : isForm ? Protocol.AWS_QUERY : null;
        String prefix = isCbor ? cbor.group(1) : target.map(Services::prefix).orElse(null);
        List<Api> apis = speaking(candidates(request, scope, prefix), protocol);
        if (apis.isEmpty()) {
            return new Guess(protocol == null ? Protocol.REST_XML : protocol, apis, named(request, scope, prefix));
        }
        SdkModel first = apis.get(0).model();
        if (protocol == null || first.protocol().isRest()) {
            protocol = first.protocol();
        }
        return new Guess(protocol, apis, first.signingName());
    }

    /** Of services that share a name, those that speak as the request does; all where none does. */
    private static List<Api> speaking(List<Api> apis, Protocol protocol) {
        List<Api> fit = apis.stream()
                .filter(api -> api.model().protocol().isRest() == (protocol == null))
                .toList();
        return fit.isEmpty() ? apis : fit;
    }

    static boolean isForm(WireRequest request) {
        String type = request.header("Content-Type").orElse("");
        return type.toLowerCase(Locale.ROOT).startsWith(FORM) || request.query().containsKey("Action");
    }

    private static String prefix(String target) {
        int point = target.lastIndexOf('.');
        return point < 0 ? "" : target.substring(0, point);
    }

    private static String named(WireRequest request, String scope, String prefix) {
        return scope != null ? scope : prefix != null ? prefix : request.host();
    }

    private List<Api> candidates(WireRequest request, String scope, String prefix) {
        if (scope != null) {
            List<Api> named = bySigningName.getOrDefault(scope, List.of());
            return named.size() < 2 || prefix == null ? named : targeted(named, prefix);
        }
        if (prefix != null) {
            return targeted(all, prefix);
        }
        List<Api> hosts = all.stream()
                .filter(a -> (request.host() + ".").startsWith(a.model().endpointPrefix() + "."))
                .toList();
        if (!hosts.isEmpty()) {
            return hosts;
        }
        return all.stream()
                .filter(
                        isForm(request)
                                ? a -> a.model().protocol() == Protocol.AWS_QUERY
                                        || a.traits().hasLeftQuery()
                                : a -> a.rest().isPresent())
                .toList();
    }

    private static List<Api> targeted(List<Api> apis, String prefix) {
        return apis.stream()
                .filter(a -> a.model().targetPrefix().map(prefix::equals).orElse(false))
                .toList();
    }

    /**
     * The operation.
     *
     * @param body empty for what streams; forms are in it
     * @throws WireFault in the protocol's words, when there is no such operation
     */
    Resolution resolve(Guess guess, WireRequest request, byte[] body) {
        if (guess.apis().isEmpty()) {
            throw new Unsupported("the service " + guess.named());
        }
        return switch (guess.protocol()) {
            case AWS_JSON ->
                rpc(guess, afterPoint(request.header("X-Amz-Target").orElse("")));
            case RPC_V2_CBOR ->
                rpc(guess, request.rawPath().substring(request.rawPath().lastIndexOf('/') + 1));
            case AWS_QUERY -> form(guess, request, body);
            case REST_JSON, REST_XML -> rest(guess, request);
        };
    }

    private static String afterPoint(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    private static Resolution rpc(Guess guess, String name) {
        for (Api api : guess.apis()) {
            Optional<SdkOperation> operation = api.model().operation(name);
            if (operation.isPresent()) {
                return new Resolution(api, operation.get(), guess.protocol(), Map.of(), null);
            }
        }
        NewerOperations.refuse(guess.apis(), name);
        throw new WireFault(
                "UnknownOperationException",
                guess.protocol() == Protocol.AWS_JSON ? 400 : 404,
                "The requested operation is not recognized by the service.");
    }

    private static Resolution form(Guess guess, WireRequest request, byte[] body) {
        Form form = request.method().equals("GET") ? new Form(request.query()) : Form.of(body);
        String action = form.get("Action") == null ? request.parameter("Action").orElse(null) : form.get("Action");
        if (action == null) {
            throw new WireFault("MissingAction", 400, "The request is missing an action or a required parameter.");
        }
        String version = form.get("Version");
        for (Api api : guess.apis()) {
            Optional<SdkOperation> operation = api.model().operation(action);
            boolean fits = version == null
                    || api.model().apiVersion().map(version::equals).orElse(true);
            if (operation.isPresent() && fits) {
                if (request.rawPath().length() > 1) {
                    api.traits()
                            .addressed()
                            .ifPresent(name -> form.otherwise(name, "http://" + request.host() + request.rawPath()));
                }
                return new Resolution(api, operation.get(), guess.protocol(), Map.of(), form);
            }
        }
        NewerOperations.refuse(guess.apis(), action);
        throw new WireFault("InvalidAction", 400, "The action " + action + " is not valid for this web service.");
    }

    /** @param request of a service with a REST layer of its own, as that layer addresses it */
    private Resolution rest(Guess guess, WireRequest request) {
        if (guess.rest().isPresent()) {
            // Its older operations take parameters that they do not know for nothing, and would answer in their place.
            NewerOperations.refuse(guess.apis(), request);
        }
        for (Api api : guess.apis()) {
            Optional<RestRouter.Match> match =
                    routers.computeIfAbsent(api, RestRouter::of).find(request);
            if (match.isPresent()) {
                return new Resolution(
                        api,
                        match.get().operation(),
                        guess.protocol(),
                        match.get().labels(),
                        null);
            }
        }
        if (guess.rest().isPresent()) {
            throw guess.rest().get().unknown(request);
        }
        NewerOperations.refuse(guess.apis(), request);
        Optional<RuntimeException> refusal = guess.api().traits().unknownPath();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        throw new WireFault(
                "UnknownOperationException", 404, "The requested operation is not recognized by the service.");
    }
}
