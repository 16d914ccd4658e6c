package ateliers.cloud.services.cloudformation;

import ateliers.cloud.clock.Parking;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.http.BodyTooLargeException;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.cloudformation.provision.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bucket to which custom resources' functions send their answers: as on AWS an object that a presigned URL lets
 * anybody put who has it, here on the cloud's listener, which a function reaches by plain HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom resource
 *     response objects</a>
 */
final class CustomAnswers implements HttpRoute {
    private static final String BUCKET = "/cloudformation-custom-resource-response-";
    private static final int LONGEST = 1 << 20;
    private static final int SECRET_BYTES = 32;
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ServiceContext cloud;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Waiting> byKey = new ConcurrentHashMap<>();

    CustomAnswers(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** The place for answers about a stack's resources. */
    Answers of(Stack stack) {
        return (logicalId, creating) -> {
            Waiting waiting = new Waiting(stack, logicalId, creating);
            byKey.put(waiting.key, waiting);
            return waiting;
        };
    }

    private final class Waiting implements Answers.Expected {
        private final Stack stack;
        private final boolean breakable;
        private final String requestId = UUID.randomUUID().toString();
        private final String key;
        private final String secret = secret();
        private final Parking parking = cloud.clock().parking();
        private volatile String answer;

        Waiting(Stack stack, String logicalId, boolean creating) {
            this.stack = stack;
            this.breakable = creating || !stack.status().startsWith("DELETE");
            this.key = stack.id() + "|" + logicalId + "|" + requestId;
        }

        @Override
        public String requestId() {
            return requestId;
        }

        @Override
        public String url() {
            String region = cloud.place().region();
            return cloud.endpoint().get() + BUCKET + region.replace("-", "") + "/" + Query.encode(key, true)
                    + "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date="
                    + TIME.format(cloud.clock().realTime())
                    + "&X-Amz-SignedHeaders=host&X-Amz-Expires=" + LIFETIME.toSeconds() + "&X-Amz-Credential="
                    + Query.encode("cloudformation/" + region + "/s3/aws4_request", false) + "&X-Amz-Signature="
                    + secret;
        }

        @Override
        public Optional<String> await(Duration atMost) {
            if (breakable) {
                stack.whenCancelled(parking::wake);
            }
            parking.park(atMost);
            byKey.remove(key);
            return Optional.ofNullable(answer);
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean matches(WireRequest request) {
        return request.rawPath().startsWith(BUCKET);
    }

    @Override
    public WireResponse answer(WireRequest request) throws IOException {
        int slash = request.rawPath().indexOf('/', 1);
        String key = Query.decode(slash < 0 ? "" : request.rawPath().substring(slash + 1), false);
        Waiting waiting = byKey.get(key);
        boolean known = waiting != null
                && request.parameter("X-Amz-Signature")
                        .filter(waiting.secret::equals)
                        .isPresent();
        if (!known || !request.method().equals("PUT")) {
            return refused(403, "AccessDenied", "Access Denied");
        }
        byte[] body;
        try {
            body = request.readBody(LONGEST);
        } catch (BodyTooLargeException e) {
            return refused(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        waiting.answer = new String(body, StandardCharsets.UTF_8);
        waiting.parking.wake();
        return new WireResponse(200, Map.of(), new byte[0]);
    }

    private static WireResponse refused(int status, String code, String message) {
        return WireResponse.of(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
