package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansResponse;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageResponse;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;
import software.amazon.awssdk.services.apigateway.model.UsagePlanKey;

/** Operations on usage plans, their keys, and what these have used. */
final class UsagePlanOperations implements ApiGatewayClient, Operations {
    private static final int ID_LENGTH = 6;
    private static final int MOST_DAYS = 90;

    private final Apis apis;

    UsagePlanOperations(Apis apis) {
        this.apis = apis;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlan.html">CreateUsagePlan</a> */
    @Override
    public CreateUsagePlanResponse createUsagePlan(CreateUsagePlanRequest request) {
        if (request.name() == null || request.name().isEmpty()) {
            throw ApiErrors.bad("Usage Plan name cannot be blank");
        }
        ApiErrors.refuseSystemTags(request.tags().keySet());
        request.apiStages().forEach(stage -> UsagePlanPatches.check(apis, stage));
        UsagePlan plan = UsagePlan.builder()
                .id(Ids.random(ID_LENGTH))
                .name(request.name())
                .description(request.description())
                .apiStages(request.apiStages())
                .throttle(request.throttle())
                .quota(request.quota() == null ? null : QuotaPeriods.check(request.quota()))
                .tags(new LinkedHashMap<>(request.tags()))
                .build();
        apis.plans.put(plan);
        return Pojos.copy(plan, CreateUsagePlanResponse.builder())
                .tags(request.hasTags() ? request.tags() : null)
                .build();
    }

    @Override
    public GetUsagePlanResponse getUsagePlan(GetUsagePlanRequest request) {
        return Pojos.copy(apis.plans.plan(request.usagePlanId()), GetUsagePlanResponse.builder())
                .build();
    }

    /** The list has no tags. */
    @Override
    public GetUsagePlansResponse getUsagePlans(GetUsagePlansRequest request) {
        List<UsagePlan> all = request.keyId() == null ? apis.plans.plans() : apis.plans.plansOf(request.keyId());
        Paging.Page<UsagePlan> page = Apis.page(all, request.limit(), request.position());
        return GetUsagePlansResponse.builder()
                .items(page.items().stream()
                        .map(plan -> plan.toBuilder().tags(null).build())
                        .toList())
                .position(page.next())
                .build();
    }

    @Override
    public UpdateUsagePlanResponse updateUsagePlan(UpdateUsagePlanRequest request) {
        apis.checkPatches("updateUsagePlanInput", request.patchOperations());
        UsagePlan plan =
                new UsagePlanPatches(apis, apis.plans.plan(request.usagePlanId())).apply(request.patchOperations());
        apis.plans.put(plan);
        return Pojos.copy(plan, UpdateUsagePlanResponse.builder()).build();
    }

    @Override
    public DeleteUsagePlanResponse deleteUsagePlan(DeleteUsagePlanRequest request) {
        apis.plans.removePlan(request.usagePlanId());
        return DeleteUsagePlanResponse.builder().build();
    }

    /** @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateUsagePlanKey.html">CreateUsagePlanKey</a> */
    @Override
    public CreateUsagePlanKeyResponse createUsagePlanKey(CreateUsagePlanKeyRequest request) {
        if (!"API_KEY".equals(request.keyType())) {
            throw ApiErrors.bad("Invalid Usage Plan Key type specified: " + request.keyType());
        }
        UsagePlan plan = apis.plans.plan(request.usagePlanId());
        ApiKey key = apis.plans.key(request.keyId());
        apis.plans.join(plan.id(), key.id());
        return Pojos.copy(planKey(key), CreateUsagePlanKeyResponse.builder()).build();
    }

    private static UsagePlanKey planKey(ApiKey key) {
        return UsagePlanKey.builder()
                .id(key.id())
                .type("API_KEY")
                .name(key.name())
                .value(key.value())
                .build();
    }

    @Override
    public GetUsagePlanKeyResponse getUsagePlanKey(GetUsagePlanKeyRequest request) {
        ApiKey key = apis.plans.keysOf(request.usagePlanId()).stream()
                .filter(each -> each.id().equals(request.keyId()))
                .findFirst()
                .orElseThrow(() -> ApiErrors.notFound("Invalid Usage Plan Key identifier specified"));
        return Pojos.copy(planKey(key), GetUsagePlanKeyResponse.builder()).build();
    }

    @Override
    public GetUsagePlanKeysResponse getUsagePlanKeys(GetUsagePlanKeysRequest request) {
        List<UsagePlanKey> all = apis.plans.keysOf(request.usagePlanId()).stream()
                .filter(key -> ApiKeyOperations.startsWith(key.name(), request.nameQuery()))
                .map(UsagePlanOperations::planKey)
                .toList();
        Paging.Page<UsagePlanKey> page = Apis.page(all, request.limit(), request.position());
        return GetUsagePlanKeysResponse.builder()
                .items(page.items())
                .position(page.next())
                .build();
    }

    @Override
    public DeleteUsagePlanKeyResponse deleteUsagePlanKey(DeleteUsagePlanKeyRequest request) {
        apis.plans.leave(request.usagePlanId(), request.keyId());
        return DeleteUsagePlanKeyResponse.builder().build();
    }

    /**
     * What each key has used and has left, day by day.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsage.html">GetUsage</a>
     */
    @Override
    public GetUsageResponse getUsage(GetUsageRequest request) {
        UsagePlan plan = apis.plans.plan(request.usagePlanId());
        LocalDate from = date("startDate", request.startDate());
        LocalDate to = date("endDate", request.endDate());
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw ApiErrors.bad("Invalid date range specified: the end must be between 0 and " + MOST_DAYS
                    + " days after the start");
        }
        List<ApiKey> keys = apis.plans.keysOf(plan.id()).stream()
                .filter(key -> request.keyId() == null || request.keyId().equals(key.id()))
                .toList();
        Paging.Page<ApiKey> page = Apis.page(keys, request.limit(), request.position());
        Map<String, List<List<Long>>> items = new LinkedHashMap<>();
        page.items().forEach(key -> items.put(key.id(), apis.plans.usage(plan, key.id(), from, to)));
        return GetUsageResponse.builder()
                .usagePlanId(plan.id())
                .startDate(from.toString())
                .endDate(to.toString())
                .items(items)
                .position(page.next())
                .build();
    }

    private static LocalDate date(String member, String text) {
        try {
            return LocalDate.parse(String.valueOf(text));
        } catch (DateTimeParseException e) {
            throw ApiErrors.bad("Invalid date format specified for " + member + ". Expected format is yyyy-MM-dd");
        }
    }

    /**
     * Gives a key more or less until its quota's period ends.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_UpdateUsage.html">UpdateUsage</a>
     */
    @Override
    public UpdateUsageResponse updateUsage(UpdateUsageRequest request) {
        apis.checkPatches("updateUsageInput", request.patchOperations());
        UsagePlan plan = apis.plans.plan(request.usagePlanId());
        ApiKey key = apis.plans.keysOf(plan.id()).stream()
                .filter(each -> each.id().equals(request.keyId()))
                .findFirst()
                .orElseThrow(() -> ApiErrors.notFound("Invalid Usage Plan Key identifier specified"));
        LocalDate today = UsagePlans.day(apis.context.clock().instant());
        for (PatchOperation patch : request.patchOperations()) {
            PatchTarget.replaceOnly(patch, "/remaining");
            if (plan.quota() == null) {
                throw ApiErrors.bad("Usage Plan " + plan.id() + " has no quota");
            }
            if (!String.valueOf(patch.value()).matches("\\d{1,9}")) {
                throw ApiErrors.bad("Invalid value for /remaining: " + patch.value());
            }
            apis.plans.grant(plan, key.id(), today, Long.parseLong(patch.value()));
        }
        return UpdateUsageResponse.builder()
                .usagePlanId(plan.id())
                .startDate(today.toString())
                .endDate(today.toString())
                .items(Map.of(key.id(), apis.plans.usage(plan, key.id(), today, today)))
                .build();
    }
}
