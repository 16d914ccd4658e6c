package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.AccessLog;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Paging;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** The REST APIs of one cloud, and what its account has set. */
final class Apis {
    private static final int ID_LENGTH = 10;
    private static final int PAGE = 25;
    private static final String KEYS = "/apikeys/";
    private static final String PLANS = "/usageplans/";
    private static final int LARGEST_PAGE = 500;

    final ServiceContext context;
    final AccessLog accessLog;
    final UsagePlans plans = new UsagePlans();
    private final Map<String, Api> byId = new ConcurrentHashMap<>();
    private volatile String logRole;

    Apis(ServiceContext context) {
        this.context = context;
        this.accessLog = new AccessLog(context.door(), context.clock(), context.notes("execute-api"));
    }

    String account() {
        return context.place().account();
    }

    /** The role that access logs are written with, as account settings say it. */
    Optional<String> logRole() {
        return Optional.ofNullable(logRole);
    }

    void logRole(String arn) {
        logRole = arn;
    }

    /** Whether a role lets API Gateway in. */
    boolean trusts(String roleArn) {
        return context.door().wouldAllow(Principal.service("apigateway.amazonaws.com"), Need.assumeRole(roleArn));
    }

    Api get(String id) {
        return find(id).orElseThrow(() -> ApiErrors.noApi(account(), id));
    }

    /** The same for what lies below resources: an API that is missing is told as a missing resource. */
    Api ofResource(String id) {
        return find(id).orElseThrow(() -> ApiErrors.noSuch("Resource"));
    }

    Optional<Api> find(String id) {
        return Optional.ofNullable(id).map(byId::get);
    }

    List<Api> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing((Api api) -> api.info().createdDate())
                        .thenComparing(Api::id))
                .toList();
    }

    /** A new API; id, date and root resource are added. */
    Api add(RestApi.Builder info) {
        Api api = new Api(
                account(),
                info.id(Ids.random(ID_LENGTH))
                        .rootResourceId(Ids.random(ID_LENGTH))
                        .createdDate(context.clock().instant())
                        .build());
        byId.put(api.id(), api);
        return api;
    }

    void remove(String id) {
        get(id).stages.keySet().forEach(stage -> plans.removeStage(id, stage));
        byId.remove(id);
    }

    String arn(String resource) {
        return "arn:aws:apigateway:" + context.place().region() + "::" + resource;
    }

    /** Says in the journal that something that was asked for has no effect here. */
    void inert(String resource, String what) {
        context.notes("apigateway").inert("inert", resource, what + " has no effect here");
    }

    /** A part of a list; its token is what API Gateway calls a position. */
    static <T> Paging.Page<T> page(List<T> all, Integer limit, String position) {
        int size = limit == null ? PAGE : Math.min(LARGEST_PAGE, Math.max(1, limit));
        return Paging.<T>byPosition(() -> ApiErrors.bad("Invalid position parameter."))
                .page(all, size, position);
    }

    /** Refuses kinds of patch operations that there are not. */
    void checkPatches(String input, List<PatchOperation> patches) {
        ApiErrors.refuse(patchViolations(input, patches));
    }

    /** The kinds of operation that there are not. Sources of what copies nothing are ignored, as on AWS. */
    List<String> patchViolations(String input, List<PatchOperation> patches) {
        for (PatchOperation patch : patches) {
            if (patch.from() != null && patch.op() != Op.COPY && patch.op() != Op.MOVE) {
                inert(String.valueOf(patch.path()), "the source of a patch that copies nothing");
            }
        }
        return PatchTarget.violations(input, patches);
    }

    /** Tags by ARN, of APIs and stages, API keys and usage plans. */
    Map<String, String> tags(String arn) {
        if (below(arn, KEYS).isPresent()) {
            return new LinkedHashMap<>(plans.key(below(arn, KEYS).get()).tags());
        }
        if (below(arn, PLANS).isPresent()) {
            return new LinkedHashMap<>(plans.plan(below(arn, PLANS).get()).tags());
        }
        return find(apiIdOf(arn))
                .map(api -> stageOf(arn)
                        .map(stage -> api.stage(stage).info().tags())
                        .orElseGet(() -> api.info().tags()))
                .map(LinkedHashMap::new)
                .orElseThrow(() -> ApiErrors.notFound("Invalid resource specified"));
    }

    void tags(String arn, Map<String, String> tags) {
        if (below(arn, KEYS).isPresent()) {
            plans.put(plans.key(below(arn, KEYS).get()).toBuilder().tags(tags).build());
            return;
        }
        if (below(arn, PLANS).isPresent()) {
            plans.put(plans.plan(below(arn, PLANS).get()).toBuilder().tags(tags).build());
            return;
        }
        Api api = get(apiIdOf(arn));
        Optional<String> stage = stageOf(arn);
        if (stage.isPresent()) {
            LiveStage live = api.stage(stage.get());
            live.update(live.info().toBuilder().tags(tags).build());
        } else {
            api.update(info -> info.toBuilder().tags(tags).build());
        }
    }

    private Optional<String> below(String arn, String collection) {
        String prefix = arn(collection);
        return arn != null && arn.startsWith(prefix) ? Optional.of(arn.substring(prefix.length())) : Optional.empty();
    }

    private String apiIdOf(String arn) {
        String prefix = arn("/restapis/");
        if (arn == null || !arn.startsWith(prefix)) {
            throw ApiErrors.bad("Invalid resource ARN");
        }
        return arn.substring(prefix.length()).split("/")[0];
    }

    private static Optional<String> stageOf(String arn) {
        int stages = arn.indexOf("/stages/");
        return stages < 0 ? Optional.empty() : Optional.of(arn.substring(stages + "/stages/".length()));
    }
}
