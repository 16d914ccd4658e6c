package ateliers.cloud.executeapi;

import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Asks the functions of Lambda authorizers, and remembers what they answered for as long as each authorizer says, in
 * the cloud's time. What fails is not remembered.
 */
public final class AuthorizerCalls {
    /** What the message of a function's error has to be, so that the caller is told to authenticate. */
    private static final String UNAUTHORIZED = "Unauthorized";

    private final Functions functions;
    private final GatewayRoles roles;
    private final Map<Key, Remembered> remembered = new ConcurrentHashMap<>();

    /**
     * One authorizer, as a stage shows it.
     *
     * @param stage what is remembered for, as {@code api/stage}
     * @param id of the authorizer
     * @param settings all there is to know of it: a changed authorizer is asked anew
     * @param function its ARN
     * @param credentials the role that may invoke it; null where the function's policy says who may
     * @param sourceArn what it is invoked for, as {@code arn:aws:execute-api:…:api/authorizers/id}
     * @param seconds how long an answer holds; 0 for that request alone
     * @param patience how long to wait for the function
     */
    public record Asked(
            String stage,
            String id,
            Object settings,
            String function,
            String credentials,
            String sourceArn,
            int seconds,
            Duration patience) {}

    private record Key(String stage, String id, Object settings, List<String> identity) {}

    private record Remembered(AuthorizerAnswer answer, Instant until) {}

    /** Reads what a function answered. */
    @FunctionalInterface
    public interface Format {
        AuthorizerAnswer read(byte[] payload) throws ProxyAnswer.Malformed;
    }

    /** The function gave no answer that counts. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean unauthorized;
        private final boolean late;

        private Failed(String message, boolean unauthorized, boolean late) {
            super(message);
            this.unauthorized = unauthorized;
            this.late = late;
        }

        /** Whether it asks the caller to authenticate. */
        public boolean isUnauthorized() {
            return unauthorized;
        }

        /** Whether it did not answer in time. */
        public boolean isLate() {
            return late;
        }
    }

    public AuthorizerCalls(Functions functions, GatewayRoles roles) {
        this.functions = functions;
        this.roles = roles;
    }

    /** Forgets what the authorizers of a stage have answered. */
    public void forget(String stage) {
        remembered.keySet().removeIf(key -> key.stage().equals(stage));
    }

    /**
     * Asks an authorizer, or remembers what it has answered to the same identity.
     *
     * @param identity what the caller has shown; nothing is remembered of callers who show nothing
     * @param event for the function; made when it is needed
     * @throws Failed when there is no answer
     */
    public AuthorizerAnswer ask(
            Asked asked, List<String> identity, Visit visit, Supplier<ObjectNode> event, Format format) throws Failed {
        Key key = new Key(asked.stage(), asked.id(), asked.settings(), identity);
        Remembered known = remembered.get(key);
        if (known != null && known.until().isAfter(visit.time())) {
            visit.set("authorizer.latency", "0");
            visit.set("authorizer.integrationLatency", "0");
            return known.answer();
        }
        long start = visit.millis();
        AuthorizerAnswer answer;
        try {
            answer = format.read(invoke(asked, event.get()));
        } catch (ProxyAnswer.Malformed e) {
            throw new Failed("Execution failed due to configuration error: " + e.getMessage(), false, false);
        } finally {
            String took = Long.toString(visit.millis() - start);
            visit.set("authorizer.latency", took);
            visit.set("authorizer.integrationLatency", took);
        }
        visit.set("authorizer.integrationStatus", "200");
        if (asked.seconds() > 0 && !identity.isEmpty()) {
            remembered.values().removeIf(each -> !each.until().isAfter(visit.time()));
            remembered.put(key, new Remembered(answer, visit.time().plusSeconds(asked.seconds())));
        }
        return answer;
    }

    private byte[] invoke(Asked asked, ObjectNode event) throws Failed {
        byte[] payload = event.toString().getBytes(StandardCharsets.UTF_8);
        Functions.Outcome outcome;
        if (asked.credentials() == null) {
            outcome = functions.invoke(asked.function(), payload, asked.sourceArn(), asked.patience());
        } else {
            Principal role = roles.principal(asked.credentials())
                    .orElseThrow(() -> new Failed(
                            "API Gateway may not assume the role " + asked.credentials() + " of the authorizer",
                            false,
                            false));
            outcome = functions.invoke(asked.function(), payload, role, asked.patience());
        }
        if (outcome instanceof Functions.Answer answer) {
            return answer.payload();
        }
        if (outcome instanceof Functions.Failure failure) {
            String message = ProxyAnswer.parse(failure.payload())
                    .map(error -> error.path("errorMessage").asText())
                    .orElse("");
            throw new Failed("the authorizer's function failed: " + message, message.equals(UNAUTHORIZED), false);
        }
        if (outcome instanceof Functions.Refusal refusal) {
            throw new Failed(
                    "Execution failed due to configuration error: Invalid permissions on Lambda function: "
                            + refusal.code() + ": " + refusal.message(),
                    false,
                    false);
        }
        throw new Failed("the authorizer's function did not answer in time", false, true);
    }
}
