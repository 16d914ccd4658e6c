package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.journal.Begun;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Json;
import ateliers.cloud.sandbox.Invocation;
import ateliers.cloud.sandbox.InvocationOutcome;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Runs one invocation, within what may run at once, and writes it to the journal. */
final class Invoker {
    private final ServiceContext cloud;
    private final ObjectMapper json = Json.mapper();
    private final FunctionMetrics metrics;
    private final Concurrency concurrency;

    Invoker(ServiceContext cloud, Concurrency concurrency) {
        this.cloud = cloud;
        this.concurrency = concurrency;
        this.metrics = new FunctionMetrics(cloud.metrics());
    }

    /** Refuses a payload that is no JSON; an empty one is {@code {}}. */
    byte[] event(byte[] payload) {
        if (payload.length == 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        try {
            json.readTree(payload);
            return payload;
        } catch (JsonProcessingException e) {
            throw LambdaErrors.notJson(e.getOriginalMessage());
        } catch (IOException e) {
            throw LambdaErrors.notJson(e.getMessage());
        }
    }

    /**
     * Waits for the outcome; the cloud is busy meanwhile.
     *
     * @param trace the X-Ray header that came with the event
     * @throws software.amazon.awssdk.services.lambda.model.RecursiveInvocationException for a function that has been
     *     invoked too often in the same chain of requests
     */
    InvocationOutcome run(
            Function function,
            Version version,
            String arn,
            String requestId,
            byte[] payload,
            Optional<String> clientContext,
            Optional<String> trace) {
        Lineage lineage = Lineage.of(trace.orElse(""), cloud.clock().instant());
        if (lineage.isLoop(function.arn) && function.recursiveLoop == RecursiveLoop.TERMINATE) {
            throw LambdaErrors.recursive();
        }
        Runnable end = begin(function, arn);
        long start = System.nanoTime();
        Begun begun = new Begun(
                requestId,
                arn,
                cloud.clock().realTime(),
                Duration.ofSeconds(version.settings().timeout()));
        try (var work = cloud.clock().begin();
                var underWay = cloud.journal().begin(begun)) {
            InvocationOutcome outcome = version.running()
                    .invoke(new Invocation(
                            requestId, arn, payload, clientContext, Optional.of(lineage.invoking(function.arn))))
                    .join();
            note(requestId, arn, outcome, start);
            metrics.invoked(function.name, resource(arn), !outcome.succeeded(), outcome.duration());
            if (isWeighted(function, arn)) {
                metrics.executed(function.name, resource(arn), version.number(), !outcome.succeeded());
            }
            return outcome;
        } catch (CompletionException e) {
            throw LambdaErrors.machine(e.getCause());
        } finally {
            end.run();
        }
    }

    private Runnable begin(Function function, String arn) {
        try {
            return concurrency.begin(function);
        } catch (TooManyRequestsException e) {
            metrics.throttled(function.name, resource(arn));
            throw e;
        }
    }

    private static boolean isWeighted(Function function, String arn) {
        return FunctionName.of(arn)
                .qualifier()
                .map(function.aliases::get)
                .flatMap(AliasRouting::second)
                .isPresent();
    }

    /** As {@code orders} or {@code orders:live}. */
    private static String resource(String arn) {
        String id = Arn.of(arn).resource();
        return id.substring(id.indexOf(':') + 1);
    }

    private void note(String requestId, String arn, InvocationOutcome outcome, long startNanos) {
        String message = outcome.functionError().isEmpty() ? "" : summary(outcome.payload());
        cloud.notes("lambda")
                .about(requestId)
                .invocation(
                        arn,
                        outcome.functionError().orElse(Entry.OK),
                        message,
                        Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /** What went wrong, without the stack trace. */
    private String summary(byte[] error) {
        try {
            var tree = json.readTree(error);
            String text = tree.path("errorType").asText() + ": "
                    + tree.path("errorMessage").asText();
            return text.length() > 1000 ? text.substring(0, 1000) : text;
        } catch (IOException e) {
            return "";
        }
    }
}
