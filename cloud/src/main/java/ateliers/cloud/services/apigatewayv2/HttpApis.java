package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The HTTP APIs of one cloud. */
final class HttpApis {
    private static final int ID_LENGTH = 10;
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 500;
    private static final Pattern TAGGED = Pattern.compile("/apis/([^/]+)(?:/stages/([^/]+))?");

    final ServiceContext context;
    private final Map<String, HttpApi> byId = new ConcurrentHashMap<>();

    HttpApis(ServiceContext context) {
        this.context = context;
    }

    HttpApi get(String id) {
        return find(id).orElseThrow(() -> ApiErrors.notFound(
                "Invalid API identifier specified " + context.place().account() + ":" + id));
    }

    Optional<HttpApi> find(String id) {
        return Optional.ofNullable(id).map(byId::get);
    }

    List<Api> all() {
        return byId.values().stream()
                .map(HttpApi::info)
                .sorted(Comparator.comparing(Api::createdDate).thenComparing(Api::apiId))
                .toList();
    }

    /** A new API, which nobody sees yet; id, endpoint and what AWS says of all HTTP APIs are added. */
    HttpApi make(Api.Builder info) {
        String id = Ids.random(ID_LENGTH);
        Api known = info.build();
        Api whole = known.toBuilder()
                .apiId(id)
                .apiEndpoint("https://" + id + ".execute-api." + context.place().region() + ".amazonaws.com")
                .createdDate(context.clock().instant())
                .protocolType(ProtocolType.HTTP)
                .routeSelectionExpression("$request.method $request.path")
                .apiKeySelectionExpression("$request.header.x-api-key")
                .disableExecuteApiEndpoint(Boolean.TRUE.equals(known.disableExecuteApiEndpoint()))
                .ipAddressType(known.ipAddressType() == null ? IpAddressType.IPV4 : known.ipAddressType())
                .tags(new LinkedHashMap<>(known.tags()))
                .build();
        return new HttpApi(whole, context.clock()::instant);
    }

    void add(HttpApi api) {
        byId.put(api.id(), api);
    }

    void remove(String id) {
        byId.remove(get(id).id());
    }

    String arn(String resource) {
        return "arn:aws:apigateway:" + context.place().region() + "::" + resource;
    }

    /** Says in the journal that something that was asked for has no effect here. */
    void inert(String resource, String what) {
        context.notes("apigatewayv2").inert("inert", arn(resource), what + " has no effect here");
    }

    /** Refuses to choose the deployment of a stage that deploys by itself. */
    void refuseDeployment(HttpApi api, Stage stage) {
        if (Boolean.TRUE.equals(stage.autoDeploy())) {
            throw ApiErrors.bad("Deployment ID cannot be set on this stage "
                    + context.place().account() + ":" + api.id() + " because AutoDeploy is enabled.");
        }
    }

    /** A stage that has just been changed. */
    Stage updated(Stage stage) {
        return stage.toBuilder().lastUpdatedDate(context.clock().instant()).build();
    }

    /**
     * A part of a list.
     *
     * @param maxResults a number, or null
     */
    static <T> Paging.Page<T> page(Collection<T> all, String maxResults, String nextToken) {
        int size = PAGE;
        if (maxResults != null) {
            size = maxResults.matches("\\d{1,9}") ? Integer.parseInt(maxResults) : 0;
        }
        if (size < 1 || size > LARGEST_PAGE) {
            throw ApiErrors.bad("Invalid value for MaxResults");
        }
        return Paging.<T>byPosition(() -> ApiErrors.bad("Invalid value for NextToken"))
                .page(List.copyOf(all), size, nextToken);
    }

    /** The tags of an API or a stage. */
    Map<String, String> tags(String arn) {
        Matcher place = tagged(arn);
        HttpApi api = get(place.group(1));
        return new LinkedHashMap<>(
                place.group(2) == null
                        ? api.info().tags()
                        : api.stage(place.group(2)).tags());
    }

    void tags(String arn, Map<String, String> tags) {
        Matcher place = tagged(arn);
        HttpApi api = get(place.group(1));
        if (place.group(2) == null) {
            api.update(info -> info.tags(tags));
        } else {
            api.replace(
                    place.group(2),
                    (Stage stage) -> stage.toBuilder().tags(tags).build());
        }
    }

    private Matcher tagged(String arn) {
        String prefix = arn("");
        Matcher matcher = TAGGED.matcher(arn != null && arn.startsWith(prefix) ? arn.substring(prefix.length()) : "");
        if (!matcher.matches()) {
            throw ApiErrors.bad("Invalid resource ARN");
        }
        return matcher;
    }
}
