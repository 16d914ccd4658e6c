package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;

/**
 * The values that a condition key may have in a request of somebody whom nobody knows, as far as it is theirs to choose.
 *
 * @param key in small letters
 * @param account theirs; empty for who has none
 * @param known what is true of the request whatever they wish, by key
 */
record Wishes(String key, Optional<String> account, Map<String, String> known) {
    private static final List<String> ABSENT = List.of();

    /** A name that fixes fewer letters and digits than this is anybody's to take. */
    private static final int FIXED = 3;

    /** What whoever asks may write as he likes, or has as he likes in an account of his own; or what is true of the resource. */
    private static final List<String> CHOSEN = List.of(
            "aws:useragent",
            "aws:referer",
            "aws:tagkeys",
            "aws:requesttag/",
            "aws:resourcetag/",
            "aws:resourceorg",
            "aws:calledvia");

    /** The same, but for services and people of no account, who have none. */
    private static final List<String> CHOSEN_BY_IDENTITIES = List.of(
            "aws:userid", "aws:principaltag/", "aws:multifactorauth", "aws:federatedprovider", "aws:sourceidentity");

    /** How a function's URL asks who calls, and that it was called: whoever knows the URL has them as they are. */
    private static final Set<String> OF_URLS = Set.of("lambda:functionurlauthtype", "lambda:invokedviafunctionurl");

    private static final Set<String> OF_CLIENTS = Set.of("aws:useragent", "aws:referer", "aws:securetransport");

    /**
     * From the likeliest on.
     *
     * @param written what the policy compares the key with
     * @return lists of values; the empty one for a request without the key
     */
    List<List<String>> of(List<String> written) {
        boolean isIdentity = known.containsKey("aws:principalarn");
        boolean isService = known.containsKey("aws:principalservicename");
        if (isService && OF_CLIENTS.contains(key)) {
            return List.of(values());
        }
        return switch (key) {
            case "aws:principalarn", "aws:sourcearn" ->
                Stream.concat(
                                Stream.of(values()),
                                written.stream()
                                        .flatMap(pattern -> arn(pattern).stream())
                                        .map(List::of))
                        .toList();
            case "aws:sourceaccount" -> isService ? List.of(values(), ABSENT) : List.of(ABSENT);
            case "aws:principalorgid" -> isIdentity ? List.of(ABSENT, List.of(organization())) : List.of(ABSENT);
            case "aws:sourceorgid" -> isService ? List.of(ABSENT, List.of(organization())) : List.of(ABSENT);
            case "aws:principalorgpaths" -> isIdentity ? List.of(ABSENT, List.of(path())) : List.of(ABSENT);
            case "aws:sourceorgpaths" -> isService ? List.of(ABSENT, List.of(path())) : List.of(ABSENT);
            case "aws:securetransport", "aws:viaawsservice" -> List.of(List.of("true"), List.of("false"));
            case "aws:sourceip" ->
                List.of(values(), List.of("2a01:%s::1".formatted(Variety.between(1000, 9999))), ABSENT);
            case "aws:sourcevpc" -> List.of(ABSENT, List.of("vpc-" + hexadecimal()));
            case "aws:sourcevpce" -> List.of(ABSENT, List.of("vpce-" + hexadecimal()));
            case "aws:vpcsourceip" ->
                Stream.concat(Stream.of(ABSENT), written.stream().map(range -> List.of(range.split("/")[0])))
                        .toList();
            case "aws:currenttime", "aws:epochtime" -> times().map(List::of).toList();
            case "aws:tokenissuetime" ->
                isIdentity
                        ? Stream.concat(Stream.of(ABSENT), times().map(List::of))
                                .toList()
                        : List.of(ABSENT);
            // A secret, which nobody guesses.
            case "sts:externalid" -> List.of(ABSENT, List.of(Variety.id()));
            default -> isChosen(isIdentity) ? chosen(written) : List.of(values());
        };
    }

    /** Services' own keys are mostly what a request asks for; Lambda's others are told by AWS. */
    private boolean isChosen(boolean isIdentity) {
        return !key.startsWith("aws:") && !key.startsWith("lambda:")
                || OF_URLS.contains(key)
                || CHOSEN.stream().anyMatch(key::startsWith)
                || isIdentity && CHOSEN_BY_IDENTITIES.stream().anyMatch(key::startsWith)
                || key.equals("aws:username") && known.containsKey(key);
    }

    private List<String> values() {
        return Optional.ofNullable(known.get(key)).map(List::of).orElse(ABSENT);
    }

    private List<List<String>> chosen(List<String> written) {
        List<List<String>> chosen = new ArrayList<>(List.of(values(), ABSENT, List.of(Variety.word())));
        List<String> wanted = written.stream()
                .filter(value -> !(key.equals("aws:userid") && value.matches("A[A-Z0-9]{15,}.*")))
                .flatMap(this::like)
                .toList();
        wanted.forEach(value -> chosen.add(List.of(value)));
        chosen.add(wanted);
        return chosen;
    }

    /** Texts that a value stands for, and the numbers beside it. */
    private Stream<String> like(String value) {
        String plain = Wildcards.resolved(value, known);
        return plain.matches("-?\\d{1,15}")
                ? LongStream.of(0, -1, 1).mapToObj(more -> String.valueOf(Long.parseLong(plain) + more))
                : Stream.of(Wildcards.filled(plain, Variety.word()));
    }

    /** Something of theirs whose ARN fits a pattern, if there may be. */
    private Optional<String> arn(String pattern) {
        String[] wanted = Wildcards.resolved(pattern, known).split(":", 6);
        String[] own = known.getOrDefault(key, "").split(":", 6);
        if (wanted.length < 6
                || own.length < 6
                || IntStream.of(0, 2).anyMatch(i -> !Wildcards.match(wanted[i], own[i]))) {
            return Optional.empty();
        }
        if (!Wildcards.match(wanted[4], own[4]) || own[4].isEmpty() && fixed(wanted[5]) >= FIXED) {
            return Optional.empty();
        }
        String kind = own[5].replaceFirst("/.*", "/");
        String name = Wildcards.match(wanted[5], own[5]) ? own[5] : Wildcards.filled(wanted[5], Variety.word());
        return key.equals("aws:principalarn") && !name.startsWith(kind)
                ? Optional.empty()
                : region(wanted[3], own[3])
                        .map(region -> String.join(":", own[0], own[1], own[2], region, own[4], name));
    }

    private static Optional<String> region(String wanted, String own) {
        return Stream.concat(
                        Stream.of(own),
                        own.isEmpty() ? Stream.of() : Region.regions().stream().map(Region::id))
                .filter(region -> Wildcards.match(wanted, region))
                .findFirst();
    }

    private static int fixed(String pattern) {
        return pattern.replaceAll("[^\\p{Alnum}]", "").length();
    }

    private static Stream<String> times(Instant now) {
        return LongStream.of(0, 1, 366, 3_660, 36_600)
                .mapToObj(days -> now.plus(days, ChronoUnit.DAYS).toString());
    }

    private Stream<String> times() {
        Instant now = Instant.now();
        return key.equals("aws:epochtime")
                ? times(now).map(time -> String.valueOf(Instant.parse(time).getEpochSecond()))
                : times(now);
    }

    private static String path() {
        return "%s/r-%s/ou-%s/".formatted(organization(), Variety.small(4), Variety.small(8));
    }

    private static String organization() {
        return "o-" + Variety.small(10);
    }

    private static String hexadecimal() {
        return "%08x".formatted(Variety.between(1 << 28, Integer.MAX_VALUE - 1));
    }
}
