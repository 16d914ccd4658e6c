package ateliers.cloud.wire;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which service and operation a request is for. The request chooses the protocol; the service is the one that its
 * signature names, or its target, its host, or the version of its form. What nothing names is for S3.
 */
final class Services {
    private static final Pattern CBOR_PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, List<SdkModel>> bySigningName = new LinkedHashMap<>();
    private final List<SdkModel> all;
    private final Map<SdkModel, RestRouter> routers = new ConcurrentHashMap<>();
    private final Map<SdkModel, S3SubResources> subResources = new ConcurrentHashMap<>();

    /**
     * What a request looks like before its body is read.
     *
     * @param models those it may be for; empty when this cloud has none of them
     * @param named what the request calls its service, for a person to read
     */
    record Guess(Protocol protocol, List<SdkModel> models, String named) {
        /** One of the services, to tell errors in its way; null when there is none. */
        SdkModel service() {
            return models.isEmpty() ? null : models.get(0);
        }

        boolean isS3() {
            return service() != null && service().signingName().equals("s3");
        }
    }

    Services(Collection<SdkModel> models) {
        all = List.copyOf(models);
        Map<String, List<SdkModel>> names = new HashMap<>();
        for (SdkModel model : all) {
            List<SdkModel> same = names.getOrDefault(model.signingName(), List.of());
            List<SdkModel> more = new ArrayList<>(same);
            more.add(model);
            names.put(model.signingName(), more);
        }
        bySigningName.putAll(names);
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
        List<SdkModel> models = candidates(request, scope, prefix);
        if (models.isEmpty()) {
            return new Guess(protocol == null ? Protocol.REST_XML : protocol, models, named(request, scope, prefix));
        }
        if (protocol == null || models.get(0).protocol().isRest()) {
            protocol = models.get(0).protocol();
        }
        return new Guess(protocol, models, models.get(0).signingName());
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

    private List<SdkModel> candidates(WireRequest request, String scope, String prefix) {
        if (scope != null) {
            List<SdkModel> named = bySigningName.getOrDefault(scope, List.of());
            if (named.size() < 2 || prefix == null) {
                return named;
            }
            return named.stream()
                    .filter(m -> m.targetPrefix().map(prefix::equals).orElse(false))
                    .toList();
        }
        if (prefix != null) {
            return all.stream()
                    .filter(m -> m.targetPrefix().map(prefix::equals).orElse(false))
                    .toList();
        }
        List<SdkModel> hosts = all.stream()
                .filter(m -> (request.host() + ".").startsWith(m.endpointPrefix() + "."))
                .toList();
        if (!hosts.isEmpty()) {
            return hosts;
        }
        return isForm(request)
                ? all.stream().filter(m -> m.protocol() == Protocol.AWS_QUERY).toList()
                : bySigningName.getOrDefault("s3", List.of());
    }

    /**
     * The operation.
     *
     * @param body empty for what streams; forms are in it
     * @throws WireFault in the protocol's words, when there is no such operation
     */
    Resolution resolve(Guess guess, WireRequest request, byte[] body) {
        if (guess.models().isEmpty()) {
            throw WireFault.unsupported("Unsupported by the embedded cloud: the service " + guess.named());
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
        for (SdkModel model : guess.models()) {
            Optional<SdkOperation> operation = model.operation(name);
            if (operation.isPresent()) {
                return new Resolution(operation.get(), guess.protocol(), Map.of(), null);
            }
        }
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
        for (SdkModel model : guess.models()) {
            Optional<SdkOperation> operation = model.operation(action);
            boolean fits =
                    version == null || model.apiVersion().map(version::equals).orElse(true);
            if (operation.isPresent() && fits) {
                return new Resolution(operation.get(), guess.protocol(), Map.of(), form);
            }
        }
        throw new WireFault("InvalidAction", 400, "The action " + action + " is not valid for this web service.");
    }

    private Resolution rest(Guess guess, WireRequest request) {
        WireRequest asked = guess.isS3()
                ? subResources
                        .computeIfAbsent(guess.service(), S3SubResources::new)
                        .resolve(request)
                : request;
        for (SdkModel model : guess.models()) {
            Optional<RestRouter.Match> match =
                    routers.computeIfAbsent(model, RestRouter::of).find(asked);
            if (match.isPresent()) {
                return new Resolution(
                        match.get().operation(), guess.protocol(), match.get().labels(), null);
            }
        }
        if (guess.isS3()) {
            String type = request.header("Content-Type").orElse("");
            if (request.method().equals("OPTIONS") || type.startsWith("multipart/form-data")) {
                throw WireFault.unsupported("Unsupported by the embedded cloud: browsers' "
                        + (type.isEmpty() ? "preflight requests" : "uploads by form") + " to S3");
            }
            throw new WireFault("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
        }
        if (guess.service().signingName().equals("apigateway")) {
            throw new WireFault("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
        }
        throw new WireFault(
                "UnknownOperationException", 404, "The requested operation is not recognized by the service.");
    }
}
