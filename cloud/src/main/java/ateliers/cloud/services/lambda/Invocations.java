package ateliers.cloud.services.lambda;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.sandbox.InvocationOutcome;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/**
 * Invocations, synchronous and asynchronous.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
final class Invocations implements LambdaClient, Operations {
    private static final int MAX_PAYLOAD = 6_291_456;
    private static final int MAX_EVENT = 1_048_576;

    private final ServiceContext cloud;
    private final Functions functions;
    private final Invoker invoker;
    private final AsyncEvents events;

    Invocations(ServiceContext cloud, Functions functions, Invoker invoker, AsyncEvents events) {
        this.cloud = cloud;
        this.functions = functions;
        this.invoker = invoker;
        this.events = events;
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        Function function = functions.get(name.qualified());
        functions.version(name.qualified());
        function.requireActive();
        byte[] payload =
                request.payload() == null ? new byte[0] : request.payload().asByteArray();
        InvocationType type =
                request.invocationType() == null ? InvocationType.REQUEST_RESPONSE : request.invocationType();
        String arn = name.arn(cloud.place());
        String requestId = CallContext.current().map(CallContext::requestId).orElseThrow();
        Optional<String> clientContext = clientContext(request.clientContext());
        switch (type) {
            case DRY_RUN -> {
                return InvokeResponse.builder().statusCode(204).build();
            }
            case EVENT -> {
                if (payload.length > MAX_EVENT) {
                    throw LambdaErrors.tooLarge(payload.length + " byte payload is too large for the Event invocation"
                            + " type (limit " + MAX_EVENT + " bytes)");
                }
                events.add(new AsyncEvents.Waiting(
                        name,
                        arn,
                        requestId,
                        invoker.event(payload),
                        clientContext,
                        trace(),
                        cloud.clock().instant(),
                        0,
                        0));
                return InvokeResponse.builder().statusCode(202).build();
            }
            case REQUEST_RESPONSE -> {
                if (payload.length > MAX_PAYLOAD) {
                    throw LambdaErrors.tooLarge(
                            "Request must be smaller than " + MAX_PAYLOAD + " bytes for the InvokeFunction operation");
                }
                Version version = functions.routed(name.qualified());
                return answer(
                        request,
                        version,
                        invoker.run(function, version, arn, requestId, invoker.event(payload), clientContext, trace()));
            }
            default ->
                throw LambdaErrors.validation(Constraints.sentence(
                        request.invocationTypeAsString(),
                        "invocationType",
                        "satisfy enum value set: [Event, RequestResponse, DryRun]"));
        }
    }

    private static Optional<String> trace() {
        return CallContext.current().flatMap(CallContext::trace);
    }

    private static InvokeResponse answer(InvokeRequest request, Version version, InvocationOutcome outcome) {
        InvokeResponse.Builder response = InvokeResponse.builder()
                .statusCode(200)
                .executedVersion(version.number())
                .payload(SdkBytes.fromByteArray(outcome.payload()));
        outcome.functionError().ifPresent(response::functionError);
        if (request.logType() == LogType.TAIL) {
            response.logResult(
                    Base64.getEncoder().encodeToString(outcome.logTail().getBytes(StandardCharsets.UTF_8)));
        }
        return response.build();
    }

    private static Optional<String> clientContext(String base64) {
        if (base64 == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.notJson("Client context must be a valid Base64-encoded JSON object.");
        }
    }
}
