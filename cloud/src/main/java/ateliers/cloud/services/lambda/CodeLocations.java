package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the packages of functions and layers can be downloaded for ten minutes, by whoever was told.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCodeLocation.html">FunctionCodeLocation</a>
 */
final class CodeLocations implements HttpRoute {
    private static final String PATH = "/_aws/lambda-code/";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 24;

    private final ServiceContext cloud;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Told> bySecret = new ConcurrentHashMap<>();

    CodeLocations(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** A package that somebody was told the place of. */
    private record Told(DeploymentPackage code, Instant until) {}

    /** A new place of a package. */
    String of(DeploymentPackage code) {
        Instant now = cloud.clock().realTime();
        bySecret.values().removeIf(told -> told.until().isBefore(now));
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(secret);
        bySecret.put(name, new Told(code, now.plus(LIFETIME)));
        return cloud.endpoint().get() + PATH + name;
    }

    @Override
    public boolean matches(WireRequest request) {
        return request.rawPath().startsWith(PATH);
    }

    @Override
    public WireResponse answer(WireRequest request) {
        Optional<Told> told = Optional.ofNullable(bySecret.get(request.rawPath().substring(PATH.length())))
                .filter(each -> each.until().isAfter(cloud.clock().realTime()))
                .filter(each -> request.method().equals("GET"));
        return told.map(each ->
                        WireResponse.of(200, "application/zip", each.code().zip()))
                .orElseGet(() -> WireResponse.of(
                        403,
                        "application/xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Request has"
                                + " expired</Message></Error>"));
    }
}
