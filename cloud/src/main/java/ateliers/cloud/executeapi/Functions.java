package ateliers.cloud.executeapi;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invokes functions as API Gateway, for so long. */
public final class Functions {
    private final Door door;
    private final CloudClock clock;

    public Functions(Door door, CloudClock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** How an invocation ended. */
    public sealed interface Outcome {}

    /** The function answered. */
    public record Answer(byte[] payload) implements Outcome {}

    /** The function failed, with its error document. */
    public record Failure(byte[] payload) implements Outcome {}

    /** Lambda refused: no permission, no such function. */
    public record Refusal(String code, String message) implements Outcome {}

    /** The function did not answer in time; it goes on without being heard. */
    public record Late() implements Outcome {}

    /**
     * Invokes a function and waits for it, in real time as functions run: its start counts, as on AWS, and time in which this
     * machine had no processor for it does not.
     *
     * @param sourceArn what it is invoked for, which its policy may ask about
     * @param patience how long to wait
     * @throws Unsupported what the cloud lacks
     */
    public Outcome invoke(String function, byte[] payload, String sourceArn, Duration patience) {
        Principal gateway = Principal.service(
                "apigateway.amazonaws.com", sourceArn, door.place().account());
        return invoke(function, payload, gateway, patience);
    }

    /** The same as somebody else, as in a role that API Gateway was given. */
    public Outcome invoke(String function, byte[] payload, Principal invoker, Duration patience) {
        InvokeRequest request = InvokeRequest.builder()
                .functionName(function)
                .payload(SdkBytes.fromByteArrayUnsafe(payload))
                .build();
        CompletableFuture<InvokeResponse> answer = new CompletableFuture<>();
        clock.execute(() -> {
            try {
                answer.complete(door.as(invoker, LambdaClient.class).invoke(request));
            } catch (Throwable e) { // whatever it was, the request is waiting for it
                answer.completeExceptionally(e);
            }
        });
        try {
            return outcome(clock.awaitReal(answer, patience));
        } catch (TimeoutException e) {
            return new Late();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Late();
        } catch (ExecutionException e) {
            return refusal(e.getCause());
        }
    }

    private static Outcome outcome(InvokeResponse response) {
        byte[] payload =
                response.payload() == null ? new byte[0] : response.payload().asByteArrayUnsafe();
        return response.functionError() == null ? new Answer(payload) : new Failure(payload);
    }

    private static Outcome refusal(Throwable error) {
        if (error instanceof Unsupported gap) {
            throw gap;
        }
        if (error instanceof AwsServiceException) {
            return new Refusal(AwsErrors.code(error), AwsErrors.message(error));
        }
        throw new IllegalStateException("Lambda failed", error);
    }
}
