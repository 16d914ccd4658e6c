package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.Principal;
import ateliers.cloud.services.TestServices;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.services.lambda.model.RecursiveInvocationException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** One function, called {@code worker}, that does what the test says. */
final class FakeFunctions implements MappedFunctions {
    static final String ARN = TestServices.PLACE.arn("lambda", "function:worker");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The events it got. */
    final List<JsonNode> events = new CopyOnWriteArrayList<>();

    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostRunning = new AtomicInteger();
    volatile Function<JsonNode, String> does = event -> "null";
    volatile int throttles;
    volatile boolean loops;

    /** The X-Ray headers that came with them. */
    final List<String> headers = new CopyOnWriteArrayList<>();

    volatile int timeout = 30;

    /** What happens each time before a mapping gets the session it reads with. */
    volatile Runnable beforeAssuming = () -> {};

    static String failure() {
        throw new IllegalStateException("the function fails");
    }

    @Override
    public Optional<Mapped> find(String functionName) {
        return functionName.equals("worker") || functionName.equals(ARN)
                ? Optional.of(new Mapped("worker", ARN, TestServices.PLACE.globalArn("iam", "role/runner"), timeout))
                : Optional.empty();
    }

    @Override
    public Optional<Principal> assume(Mapped function) {
        beforeAssuming.run();
        return Optional.of(new Principal.RoleSession(
                TestServices.PLACE.account(),
                "runner",
                function.role(),
                "AROARUNNER",
                function.name(),
                List.of(),
                Map.of()));
    }

    @Override
    public Answer invoke(Mapped function, String requestId, byte[] event, List<String> traces) {
        if (throttles > 0) {
            throttles--;
            throw TooManyRequestsException.builder().build();
        }
        if (loops) {
            throw RecursiveInvocationException.builder().build();
        }
        headers.addAll(traces);
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            JsonNode tree = JSON.readTree(event);
            events.add(tree);
            return new Answer(does.apply(tree).getBytes(StandardCharsets.UTF_8), Optional.empty(), "$LATEST");
        } catch (IllegalStateException e) {
            return new Answer(new byte[0], Optional.of("Unhandled"), "$LATEST");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    /** All records of all events, in the order in which they came. */
    List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        events.forEach(event -> event.get("Records").forEach(records::add));
        return records;
    }

    List<String> bodies() {
        return records().stream().map(record -> record.get("body").textValue()).toList();
    }
}
