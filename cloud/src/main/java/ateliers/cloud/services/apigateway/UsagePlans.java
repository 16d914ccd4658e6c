package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Throttle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.apigateway.model.ApiKey;
import software.amazon.awssdk.services.apigateway.model.ApiStage;
import software.amazon.awssdk.services.apigateway.model.QuotaSettings;
import software.amazon.awssdk.services.apigateway.model.ThrottleSettings;
import software.amazon.awssdk.services.apigateway.model.UsagePlan;

/**
 * The API keys and usage plans of one cloud, and how much of each plan each key has used. Guarded by its own lock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html">Usage plans</a>
 */
final class UsagePlans {
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Map<String, UsagePlan> plans = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<Membership, Usage> usage = new HashMap<>();
    private final Map<List<String>, Bucket> buckets = new HashMap<>();

    /** A key in a plan. */
    private record Membership(String plan, String key) {}

    /** Requests a day, and what was given beside the quota in a period, by its first day. */
    private record Usage(NavigableMap<LocalDate, Long> used, Map<LocalDate, Long> extra) {
        Usage() {
            this(new TreeMap<>(), new HashMap<>());
        }

        long used(LocalDate from, LocalDate to) {
            return used.subMap(from, true, to, true).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private record Bucket(ThrottleSettings settings, Throttle throttle) {}

    synchronized ApiKey key(String id) {
        return Optional.ofNullable(id)
                .map(keys::get)
                .orElseThrow(() -> ApiErrors.notFound("Invalid API Key identifier specified"));
    }

    synchronized List<ApiKey> keys() {
        return List.copyOf(keys.values());
    }

    synchronized Optional<ApiKey> keyOf(String value) {
        return keys.values().stream().filter(key -> key.value().equals(value)).findFirst();
    }

    synchronized void put(ApiKey key) {
        keys.put(key.id(), key);
    }

    synchronized void removeKey(String id) {
        keys.remove(key(id).id());
        members.values().forEach(each -> each.remove(id));
    }

    synchronized UsagePlan plan(String id) {
        return Optional.ofNullable(id)
                .map(plans::get)
                .orElseThrow(() -> ApiErrors.notFound("Invalid Usage Plan ID specified"));
    }

    synchronized List<UsagePlan> plans() {
        return List.copyOf(plans.values());
    }

    /** The plans that a key belongs to. */
    synchronized List<UsagePlan> plansOf(String keyId) {
        return plans.values().stream()
                .filter(plan -> members(plan.id()).contains(keyId))
                .toList();
    }

    synchronized void put(UsagePlan plan) {
        plans.put(plan.id(), plan);
    }

    synchronized void removePlan(String id) {
        UsagePlan plan = plan(id);
        plan.apiStages().stream().findFirst().ifPresent(stage -> {
            throw ApiErrors.bad("Cannot delete Usage Plan " + id + " because there are API Stages associated with it,"
                    + " including " + stage.apiId() + ":" + stage.stage());
        });
        plans.remove(id);
        members.remove(id);
        usage.keySet().removeIf(each -> each.plan().equals(id));
    }

    /** A stage is gone, from all plans too. */
    synchronized void removeStage(String apiId, String stageName) {
        plans.replaceAll((id, plan) -> plan.toBuilder()
                .apiStages(plan.apiStages().stream()
                        .filter(each ->
                                !each.apiId().equals(apiId) || !each.stage().equals(stageName))
                        .toList())
                .build());
    }

    private Set<String> members(String planId) {
        return members.computeIfAbsent(planId, id -> new LinkedHashSet<>());
    }

    /** The keys of a plan, those that were added first before others. */
    synchronized List<ApiKey> keysOf(String planId) {
        return members(plan(planId).id()).stream().map(keys::get).toList();
    }

    synchronized void join(String planId, String keyId) {
        if (!members(planId).add(keyId)) {
            throw ApiErrors.conflict("Usage Plan Key already exists");
        }
    }

    synchronized void leave(String planId, String keyId) {
        if (!members(plan(planId).id()).remove(keyId)) {
            throw ApiErrors.notFound("Invalid Usage Plan Key identifier specified");
        }
    }

    /**
     * Lets a request with a key through, and counts it.
     *
     * @param value what the caller has shown; null when nothing
     * @param method as {@code /orders/GET}
     * @param now cloud time
     * @return the key
     * @throws RestFault when the key is none for the stage, or has come too often
     */
    synchronized ApiKey admit(String value, String apiId, String stageName, String method, Instant now) {
        ApiKey key = keyOf(String.valueOf(value))
                .filter(each -> Boolean.TRUE.equals(each.enabled()))
                .orElseThrow(
                        () -> RestFault.apiKey(value == null ? "there is no API key" : "no such API key is enabled"));
        UsagePlan plan = plansOf(key.id()).stream()
                .filter(each -> stage(each, apiId, stageName).isPresent())
                .findFirst()
                .orElseThrow(() ->
                        RestFault.apiKey("the API key " + key.id() + " is in no usage plan of the stage " + stageName));
        throttle(plan, key, stage(plan, apiId, stageName).orElseThrow(), method, now);
        count(plan, key, now);
        return key;
    }

    private static Optional<ApiStage> stage(UsagePlan plan, String apiId, String stageName) {
        return plan.apiStages().stream()
                .filter(each -> each.apiId().equals(apiId) && each.stage().equals(stageName))
                .findFirst();
    }

    /** What a plan says of one method of a stage counts for that alone, and instead of what it says of all. */
    private void throttle(UsagePlan plan, ApiKey key, ApiStage stage, String method, Instant now) {
        ThrottleSettings own = stage.throttle().get(method);
        ThrottleSettings settings = own == null ? plan.throttle() : own;
        if (settings == null) {
            return;
        }
        List<String> which = own == null
                ? List.of(plan.id(), key.id())
                : List.of(plan.id(), key.id(), stage.apiId(), stage.stage(), method);
        Bucket bucket = buckets.get(which);
        if (bucket == null || !bucket.settings().equals(settings)) {
            bucket = new Bucket(settings, new Throttle(settings.rateLimit(), settings.burstLimit()));
            buckets.put(which, bucket);
        }
        if (!bucket.throttle().admits(now)) {
            throw RestFault.throttled();
        }
    }

    private void count(UsagePlan plan, ApiKey key, Instant now) {
        LocalDate today = day(now);
        Usage used = usage.computeIfAbsent(new Membership(plan.id(), key.id()), each -> new Usage());
        if (plan.quota() != null && remaining(plan.quota(), used, today) <= 0) {
            throw RestFault.quota("the quota of " + plan.quota().limit() + " requests a "
                    + plan.quota().period() + " of the usage plan " + plan.id() + " is used up by the API key "
                    + key.id());
        }
        used.used().merge(today, 1L, Long::sum);
    }

    private static long remaining(QuotaSettings quota, Usage used, LocalDate day) {
        LocalDate start = QuotaPeriods.start(quota, day);
        return quota.limit() + used.extra().getOrDefault(start, 0L) - used.used(start, day);
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Of each day what a key has used and what was left at its end; nothing is left to tell without a quota. */
    synchronized List<List<Long>> usage(UsagePlan plan, String keyId, LocalDate from, LocalDate to) {
        Usage used = usage.getOrDefault(new Membership(plan.id(), keyId), new Usage());
        List<List<Long>> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            long left = plan.quota() == null ? 0 : remaining(plan.quota(), used, day);
            days.add(List.of(used.used().getOrDefault(day, 0L), left));
        }
        return days;
    }

    /** Gives a key so many requests until the end of the period that a day is in. */
    synchronized void grant(UsagePlan plan, String keyId, LocalDate day, long remaining) {
        Usage used = usage.computeIfAbsent(new Membership(plan.id(), keyId), each -> new Usage());
        LocalDate start = QuotaPeriods.start(plan.quota(), day);
        used.extra().merge(start, remaining - remaining(plan.quota(), used, day), Long::sum);
    }
}
