package ateliers.cloud.services.ses;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Place;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identities of one account. Those of domains stay pending: there is no DNS here where a record could stand. */
final class Identities {
    private final ConcurrentSkipListMap<String, Identity> byName = new ConcurrentSkipListMap<>();
    private final SecureRandom random = new SecureRandom();
    private final CloudClock clock;
    private final Place place;

    Identities(CloudClock clock, Place place) {
        this.clock = clock;
        this.place = place;
    }

    /** Case counts before the at sign alone. */
    static String normal(String name) {
        int at = name.lastIndexOf('@');
        return name.substring(0, at + 1) + name.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    Optional<Identity> find(String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(byName.get(normal(name)));
    }

    /** Makes it, or asks again for one that is there. */
    Identity ask(String name) {
        Identity identity = byName.computeIfAbsent(normal(name), this::made);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        identity.ask(
                identity.isDomain()
                        ? Base64.getEncoder().encodeToString(bytes)
                        : HexFormat.of().formatHex(bytes),
                clock.instant());
        return identity;
    }

    private Identity made(String name) {
        return new Identity(
                name,
                name.contains("@")
                        ? List.of()
                        : Stream.generate(this::dkimToken).limit(3).toList());
    }

    private String dkimToken() {
        return random.ints(32, 0, 36)
                .mapToObj(each -> Character.toString(Character.forDigit(each, 36)))
                .collect(Collectors.joining());
    }

    boolean delete(String name) {
        return name != null && byName.remove(normal(name)) != null;
    }

    List<Identity> all() {
        return List.copyOf(byName.values());
    }

    /** Whether an address, or its domain or one above it, is verified. */
    boolean isVerified(String address) {
        return verifying(address).isPresent();
    }

    /** What lets an address send, or be sent to in the sandbox: itself before its domain. */
    Optional<Identity> verifying(String address) {
        Optional<Identity> own = find(address).filter(Identity::isVerified);
        String domain = Addresses.domain(address);
        while (own.isEmpty() && domain.contains(".")) {
            own = find(domain).filter(Identity::isVerified);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return own;
    }

    String arn(String name) {
        return place.arn("ses", "identity/" + name);
    }

    /** The ARN by which policies judge who sends from an address. */
    String sendingArn(String address) {
        return arn(verifying(address).map(identity -> identity.name).orElse(address));
    }
}
