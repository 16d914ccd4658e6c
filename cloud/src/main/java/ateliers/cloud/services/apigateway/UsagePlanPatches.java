package ateliers.cloud.services.apigateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * Patch operations on usage plans.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateUsagePlan-Patch">UpdateUsagePlan</a>
 */
final class UsagePlanPatches {
    private static final String STAGES = "/apiStages";
    private static final String THROTTLE = "/throttle";
    private static final Pattern OF_STAGE = Pattern.compile("/apiStages/([^/:]+):([^/]+)/throttle(?:/(.+))?");
    private static final Pattern OF_METHOD = Pattern.compile("([^/]+)/([^/]+)(?:/(rateLimit|burstLimit))?");
    private static final String REMOVABLE = "[/apiStages, /quota, /throttle, /productCode,"
            + " /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>,"
            + " /apiStages/<apidId:stageName>/throttle]";
    private static final String ADDABLE = "[/apiStages, /apiStages/<apidId:stageName>/throttle, /name, /description,"
            + " /productCode, /quota/limit, /quota/offset, /quota/period, /throttle, /throttle/burstLimit,"
            + " /throttle/rateLimit]";

    private final Apis apis;
    private final UsagePlan before;
    private final UsagePlan.Builder plan;

    UsagePlanPatches(Apis apis, UsagePlan before) {
        this.apis = apis;
        this.before = before;
        this.plan = before.toBuilder();
    }

    /** The plan with what patches change, when it makes sense. */
    UsagePlan apply(List<PatchOperation> patches) {
        for (PatchOperation patch : patches) {
            if (patch.op() == Op.REMOVE) {
                remove(patch);
            } else if (patch.op() == Op.ADD || patch.op() == Op.REPLACE) {
                set(patch, patch.path() == null ? "" : patch.path());
            } else {
                throw invalid(patch, ADDABLE);
            }
        }
        UsagePlan after = plan.build();
        if (after.name() == null || after.name().isEmpty()) {
            throw ApiErrors.bad("Usage Plan name cannot be blank");
        }
        return after.quota() == null
                ? after
                : after.toBuilder().quota(QuotaPeriods.check(after.quota())).build();
    }

    private static RuntimeException invalid(PatchOperation patch, String paths) {
        return ApiErrors.bad("Invalid patch path  '" + patch.path() + "' specified for op '" + patch.opAsString()
                + "'. Must be one of: " + paths);
    }

    private void remove(PatchOperation patch) {
        Matcher stage = OF_STAGE.matcher(String.valueOf(patch.path()));
        if (stage.matches()) {
            throttles(patch, stage, true);
            return;
        }
        switch (String.valueOf(patch.path())) {
            case STAGES -> {
                ApiStage known = known(patch);
                plan.apiStages(plan.build().apiStages().stream()
                        .filter(each -> !each.equals(known))
                        .toList());
            }
            case "/quota" -> plan.quota((QuotaSettings) null);
            case THROTTLE -> plan.throttle((ThrottleSettings) null);
            case "/productCode" -> plan.productCode(null);
            default -> throw invalid(patch, REMOVABLE);
        }
    }

    private void set(PatchOperation patch, String path) {
        Matcher stage = OF_STAGE.matcher(path);
        if (stage.matches()) {
            throttles(patch, stage, false);
            return;
        }
        UsagePlan now = plan.build();
        QuotaSettings quota =
                now.quota() == null ? QuotaSettings.builder().offset(0).build() : now.quota();
        ThrottleSettings throttle =
                now.throttle() == null ? ThrottleSettings.builder().build() : now.throttle();
        switch (path) {
            case STAGES -> add(patch);
            case "/name" -> plan.name(patch.value());
            case "/description" -> plan.description(patch.value());
            case "/productCode" -> throw Patches.lacking("a usage plan", path);
            case "/quota/limit" ->
                plan.quota(quota.toBuilder().limit((int) number(patch)).build());
            case "/quota/offset" ->
                plan.quota(quota.toBuilder().offset((int) number(patch)).build());
            case "/quota/period" ->
                plan.quota(quota.toBuilder().period(patch.value()).build());
            case "/throttle/rateLimit" ->
                plan.throttle(throttle.toBuilder().rateLimit(number(patch)).build());
            case "/throttle/burstLimit" ->
                plan.throttle(
                        throttle.toBuilder().burstLimit((int) number(patch)).build());
            default -> throw invalid(patch, ADDABLE);
        }
    }

    private void add(PatchOperation patch) {
        String[] parts = parts(patch);
        ApiStage added = ApiStage.builder().apiId(parts[0]).stage(parts[1]).build();
        check(apis, added);
        List<ApiStage> stages = new ArrayList<>(plan.build().apiStages());
        if (stages.stream().anyMatch(each -> is(each, parts[0], parts[1]))) {
            throw ApiErrors.conflict("API Stage " + parts[0] + ":" + parts[1] + " already exists in the usage plan");
        }
        stages.add(added);
        plan.apiStages(stages);
    }

    /** Refuses a stage that there is not. */
    static void check(Apis apis, ApiStage stage) {
        boolean there = apis.find(stage.apiId())
                .filter(api -> stage.stage() != null && api.stages.containsKey(stage.stage()))
                .isPresent();
        if (!there) {
            throw ApiErrors.notFound("API Stage not found: " + stage.apiId() + ":" + stage.stage());
        }
    }

    private static boolean is(ApiStage stage, String apiId, String name) {
        return stage.apiId().equals(apiId) && stage.stage().equals(name);
    }

    private static String[] parts(PatchOperation patch) {
        String[] parts = patch.value() == null ? new String[0] : patch.value().split(":");
        if (parts.length != 2) {
            throw ApiErrors.bad("Invalid API Stage specified");
        }
        return parts;
    }

    /** The stage of the plan that a patch names. */
    private ApiStage known(PatchOperation patch) {
        String[] parts = parts(patch);
        return known(parts[0], parts[1]);
    }

    private ApiStage known(String apiId, String stage) {
        return plan.build().apiStages().stream()
                .filter(each -> is(each, apiId, stage))
                .findFirst()
                .orElseThrow(() -> ApiErrors.notFound("Invalid API Stage {api: " + apiId + ", stage: " + stage
                        + "} specified for usageplan " + before.id()));
    }

    /** {@code /apiStages/{api}:{stage}/throttle/{resource}/{method}/…}, the resource's slashes as {@code ~1}. */
    private void throttles(PatchOperation patch, Matcher path, boolean removal) {
        ApiStage stage = known(path.group(1), path.group(2));
        Map<String, ThrottleSettings> throttles = new LinkedHashMap<>(stage.throttle());
        Matcher method = OF_METHOD.matcher(path.group(3) == null ? "" : path.group(3));
        if (removal && path.group(3) == null) {
            throttles.clear();
        } else if (!method.matches() || removal != (method.group(3) == null)) {
            throw invalid(patch, removal ? REMOVABLE : ADDABLE);
        } else {
            String key = PatchTarget.unescaped(method.group(1)) + "/" + method.group(2);
            if (removal) {
                throttles.remove(key);
            } else {
                ThrottleSettings.Builder settings =
                        throttles.getOrDefault(key, ThrottleSettings.builder().build()).toBuilder();
                throttles.put(
                        key,
                        (method.group(3).equals("rateLimit")
                                        ? settings.rateLimit(number(patch))
                                        : settings.burstLimit((int) number(patch)))
                                .build());
            }
        }
        ApiStage changed = stage.toBuilder().throttle(throttles).build();
        plan.apiStages(plan.build().apiStages().stream()
                .map(each -> each.equals(stage) ? changed : each)
                .toList());
    }

    private static double number(PatchOperation patch) {
        try {
            return Double.parseDouble(String.valueOf(patch.value()));
        } catch (NumberFormatException e) {
            throw ApiErrors.bad("Invalid value for " + patch.path() + ": " + patch.value());
        }
    }
}
