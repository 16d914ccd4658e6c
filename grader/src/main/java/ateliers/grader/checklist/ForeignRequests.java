package ateliers.grader.checklist;

import ateliers.cloud.policy.Caller;
import ateliers.cloud.policy.RequestContext;
import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Requests of people whom nobody knows, and of services that act for them, made as the conditions of a policy want them as far as these
 * people have it in hand: a condition on what they choose bounds nobody. Accounts, names and headers are drawn each time.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition keys</a>
 */
final class ForeignRequests {
    private static final int ACCOUNTS = 2;

    /** Beyond this many a policy's conditions are not put together any further. */
    private static final int MOST = 2_000;

    /** Where what a service acts for is not called as the service is. */
    private static final Map<String, String> SOURCES = Map.of(
            "s3",
            "arn:aws:s3:::%3$s",
            "events",
            "arn:aws:events:%s:%s:rule/%s",
            "apigateway",
            "arn:aws:execute-api:%s:%s:%s/prod/GET/x",
            "logs",
            "arn:aws:logs:%s:%s:log-group:%s:*");

    /**
     * One request.
     *
     * @param caller who asks
     * @param context what its conditions see
     */
    record Request(Caller caller, RequestContext context) {}

    private final String region;
    private final String account;
    private final Conditions allow;
    private final Conditions denies;

    /**
     * @param region in which their own resources are
     * @param account that owns the resource
     */
    ForeignRequests(String region, String account, JsonNode statement, List<JsonNode> denies) {
        this.region = region;
        this.account = account;
        this.allow = Conditions.of(List.of(statement));
        this.denies = Conditions.of(denies);
    }

    /** From other accounts and from none. */
    List<Request> people() {
        List<Request> requests = new ArrayList<>();
        for (String foreign : accounts()) {
            String name = Variety.properName();
            String role = "arn:aws:iam::%s:role/%s".formatted(foreign, name);
            String session = "arn:aws:sts::%s:assumed-role/%s/%s".formatted(foreign, name, Variety.word());
            String user = "arn:aws:iam::%s:user/%s".formatted(foreign, name);
            requests.addAll(as(Caller.session(foreign, session, role), foreign, role, "AssumedRole"));
            requests.addAll(as(Caller.user(foreign, user), foreign, user, "User"));
            Caller root = Caller.root(foreign);
            requests.addAll(as(root, foreign, root.arn(), "Account"));
        }
        requests.addAll(as(Caller.anonymous(), null, null, "Anonymous"));
        return requests;
    }

    private List<Request> as(Caller caller, String foreign, String arn, String type) {
        Map<String, String> known = new LinkedHashMap<>();
        known.put("aws:principalaccount", foreign);
        known.put("aws:principalarn", arn);
        known.put("aws:principaltype", type);
        known.put("aws:principalisawsservice", "false");
        known.put("aws:viaawsservice", "false");
        known.put(
                "aws:sourceip",
                "%d.%d.%d.%d"
                        .formatted(
                                Variety.between(11, 99),
                                Variety.between(1, 254),
                                Variety.between(1, 254),
                                Variety.between(1, 254)));
        known.put("aws:useragent", Variety.userAgent());
        known.put("aws:referer", "https://%s/".formatted(Variety.host()));
        known.put("aws:userid", caller.kind() == Caller.Kind.ANONYMOUS ? "anonymous" : Variety.id());
        known.put("aws:username", type.equals("User") ? Variety.word() : null);
        return requests(caller, foreign, known);
    }

    /** By a service that acts for something of theirs, as {@code s3.amazonaws.com}. */
    List<Request> through(String service) {
        String name = service.substring(0, service.indexOf('.'));
        String form = SOURCES.getOrDefault(name, "arn:aws:" + name + ":%s:%s:%s");
        List<Request> requests = new ArrayList<>();
        for (String foreign : accounts()) {
            Map<String, String> known = new LinkedHashMap<>();
            known.put("aws:principalisawsservice", "true");
            known.put("aws:principalservicename", service);
            known.put("aws:sourceaccount", foreign);
            known.put("aws:sourcearn", form.formatted(region, foreign, Variety.word()));
            requests.addAll(requests(Caller.service(service), foreign, known));
        }
        return requests;
    }

    /** Any, and one for each pattern that the conditions bound accounts by. */
    private Set<String> accounts() {
        Set<String> accounts = new LinkedHashSet<>();
        while (accounts.size() < ACCOUNTS) {
            accounts.add(Variety.digits(account.length()));
        }
        Stream.concat(allow.values(), denies.values())
                .flatMap(value -> value.contains(":")
                        ? Stream.of(value.split(":", 6)).skip(4).limit(1)
                        : Stream.of(value))
                .filter(pattern -> pattern.matches("[0-9*?]+"))
                .flatMap(pattern -> Wildcards.account(pattern, account).stream())
                .forEach(accounts::add);
        accounts.remove(account);
        return accounts;
    }

    private List<Request> requests(Caller caller, String foreign, Map<String, String> known) {
        known.put("aws:sourceowner", foreign);
        known.put("aws:securetransport", "true");
        known.put("aws:requestedregion", region);
        known.put("aws:resourceaccount", account);
        known.put("aws:currenttime", Instant.now().toString());
        known.put("aws:epochtime", String.valueOf(Instant.now().getEpochSecond()));
        known.values().removeIf(Objects::isNull);
        List<Map<String, List<String>>> contexts = new ArrayList<>();
        Map<String, List<String>> base = new LinkedHashMap<>();
        known.forEach((key, value) -> base.put(key, List.of(value)));
        contexts.add(base);
        Set<String> keys = new LinkedHashSet<>(allow.keys());
        keys.addAll(denies.keys());
        for (String key : keys) {
            Wishes wishes = new Wishes(key, Optional.ofNullable(foreign), known);
            List<List<String>> choices =
                    wishes
                            .of(Stream.concat(allow.values(key).stream(), denies.values(key).stream())
                                    .toList())
                            .stream()
                            .filter(choice -> allow.hold(key, context(with(base, key, choice))))
                            .limit(denies.keys().contains(key) ? MOST : 1)
                            .toList();
            contexts = contexts.stream()
                    .flatMap(each -> choices.stream().map(choice -> with(each, key, choice)))
                    .limit(MOST)
                    .toList();
        }
        return contexts.stream().map(each -> new Request(caller, context(each))).toList();
    }

    private static Map<String, List<String>> with(Map<String, List<String>> base, String key, List<String> values) {
        Map<String, List<String>> with = new LinkedHashMap<>(base);
        with.put(key, values);
        return with;
    }

    private static RequestContext context(Map<String, List<String>> values) {
        RequestContext.Builder context = RequestContext.builder();
        values.forEach(context::put);
        return context.build();
    }
}
