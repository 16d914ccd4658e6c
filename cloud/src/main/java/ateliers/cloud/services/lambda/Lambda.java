package ateliers.cloud.services.lambda;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sandbox.InvocationOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.*;

/**
 * AWS Lambda. Functions are active at once; layers and function URLs are not here.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Actions</a>
 */
final class Lambda extends LambdaMappings {
    private static final int MAX_PAYLOAD = 6_291_456;
    private static final int MAX_EVENT = 1_048_576;

    private final AsyncEvents events;

    Lambda(ServiceContext cloud) {
        super(cloud);
        this.events = new AsyncEvents(cloud, functions, invoker, new Leftovers(cloud, roles));
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Target whole = target.qualifier().isPresent() ? target : new Target(target.name(), Optional.of("$LATEST"));
        Function function = functions.get(whole);
        Version version = functions.version(whole);
        byte[] payload =
                request.payload() == null ? new byte[0] : request.payload().asByteArray();
        InvocationType type =
                request.invocationType() == null ? InvocationType.REQUEST_RESPONSE : request.invocationType();
        String arn = target.arn(cloud.place());
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
                        target,
                        arn,
                        requestId,
                        invoker.event(payload),
                        clientContext,
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
                return answer(
                        request,
                        version,
                        invoker.run(function, version, arn, requestId, invoker.event(payload), clientContext));
            }
            default ->
                throw LambdaErrors.constraint(
                        request.invocationTypeAsString(),
                        "invocationType",
                        "satisfy enum value set: [Event, RequestResponse, DryRun]");
        }
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

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Function function = functions.get(target);
        functions.version(target);
        if (request.functionUrlAuthType() != null || request.invokedViaFunctionUrl() != null) {
            throw new Unsupported("lambda: function URLs");
        }
        String statement = function.permissions
                .computeIfAbsent(target.qualifier().orElse(""), q -> new Permissions())
                .add(request, target.arn(cloud.place()), cloud.place().account());
        return AddPermissionResponse.builder().statement(statement).build();
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Permissions permissions =
                functions.get(target).permissions.get(target.qualifier().orElse(""));
        if (permissions == null || permissions.isEmpty()) {
            throw LambdaErrors.notFound("No policy is associated with the given resource.");
        }
        permissions.remove(request.statementId(), request.revisionId());
        return RemovePermissionResponse.builder().build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        Permissions permissions =
                functions.get(target).permissions.get(target.qualifier().orElse(""));
        if (permissions == null || permissions.isEmpty()) {
            throw LambdaErrors.notFound("The resource you requested does not exist.");
        }
        return GetPolicyResponse.builder()
                .policy(permissions.document())
                .revisionId(permissions.revision())
                .build();
    }

    /** Whether a function has this role now. */
    boolean hasRole(String functionName, String role) {
        return functionName != null
                && functions
                        .find(Target.rowArn(functionName, null, cloud.place()).split(":")[6])
                        .filter(function -> function.latest.settings().role().equals(role))
                        .isPresent();
    }

    /** The policy document of a function, a version or an alias. */
    Optional<String> policy(String arn) {
        String[] parts = arn.split(":", 8);
        if (parts.length < 7 || !parts[5].equals("function")) {
            return Optional.empty();
        }
        return functions
                .find(parts[6])
                .map(function -> function.permissions.get(parts.length == 8 ? parts[7] : ""))
                .filter(permissions -> !permissions.isEmpty())
                .map(Permissions::document);
    }

    @Override
    public PutFunctionEventInvokeConfigResponse putFunctionEventInvokeConfig(
            PutFunctionEventInvokeConfigRequest request) {
        FunctionEventInvokeConfig config = configure(
                Target.of(request.functionName(), request.qualifier()),
                request.maximumRetryAttempts(),
                request.maximumEventAgeInSeconds(),
                request.destinationConfig());
        return Copy.to(config, PutFunctionEventInvokeConfigResponse.builder()).build();
    }

    @Override
    public UpdateFunctionEventInvokeConfigResponse updateFunctionEventInvokeConfig(
            UpdateFunctionEventInvokeConfigRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        FunctionEventInvokeConfig now = config(target);
        FunctionEventInvokeConfig config = configure(
                target,
                request.maximumRetryAttempts() == null ? now.maximumRetryAttempts() : request.maximumRetryAttempts(),
                request.maximumEventAgeInSeconds() == null
                        ? now.maximumEventAgeInSeconds()
                        : request.maximumEventAgeInSeconds(),
                request.destinationConfig() == null ? now.destinationConfig() : request.destinationConfig());
        return Copy.to(config, UpdateFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    private FunctionEventInvokeConfig configure(
            Target target, Integer retries, Integer age, DestinationConfig destinations) {
        Function function = functions.get(target);
        Version version = functions.version(target);
        if (retries != null) {
            Checks.range(retries, "maximumRetryAttempts", 0, 2);
        }
        if (age != null) {
            Checks.range(age, "maximumEventAgeInSeconds", 60, 21_600);
        }
        if (destinations != null) {
            Optional.ofNullable(destinations.onSuccess())
                    .map(OnSuccess::destination)
                    .ifPresent(arn -> checkDestination(function, version, arn));
            Optional.ofNullable(destinations.onFailure())
                    .map(OnFailure::destination)
                    .ifPresent(arn -> checkDestination(function, version, arn));
        }
        String qualifier = target.qualifier().orElse("$LATEST");
        FunctionEventInvokeConfig config = FunctionEventInvokeConfig.builder()
                .functionArn(function.arn + ":" + qualifier)
                .lastModified(cloud.clock().instant())
                .maximumRetryAttempts(retries)
                .maximumEventAgeInSeconds(age)
                .destinationConfig(
                        destinations == null ? DestinationConfig.builder().build() : destinations)
                .build();
        function.eventConfigs.put(qualifier, config);
        return config;
    }

    private void checkDestination(Function function, Version version, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !List.of("sqs", "sns", "lambda", "events", "s3").contains(parts[2])) {
            throw LambdaErrors.invalid("The destination ARN " + arn + " is invalid.");
        }
        if (parts[2].equals("events") || parts[2].equals("s3")) {
            throw new Unsupported("lambda: destinations of the service " + parts[2]);
        }
        if (arn.equals(function.arn)) {
            throw LambdaErrors.invalid("You can't specify the function as a destination for itself.");
        }
        roles.checkMaySend(version.settings().role(), function.name, arn);
    }

    private FunctionEventInvokeConfig config(Target target) {
        Function function = functions.get(target);
        String qualifier = target.qualifier().orElse("$LATEST");
        FunctionEventInvokeConfig config = function.eventConfigs.get(qualifier);
        if (config == null) {
            throw LambdaErrors.notFound(
                    "The function " + function.arn + ":" + qualifier + " doesn't have an EventInvokeConfig");
        }
        return config;
    }

    @Override
    public GetFunctionEventInvokeConfigResponse getFunctionEventInvokeConfig(
            GetFunctionEventInvokeConfigRequest request) {
        FunctionEventInvokeConfig config = config(Target.of(request.functionName(), request.qualifier()));
        return Copy.to(config, GetFunctionEventInvokeConfigResponse.builder()).build();
    }

    @Override
    public DeleteFunctionEventInvokeConfigResponse deleteFunctionEventInvokeConfig(
            DeleteFunctionEventInvokeConfigRequest request) {
        Target target = Target.of(request.functionName(), request.qualifier());
        config(target);
        functions.get(target).eventConfigs.remove(target.qualifier().orElse("$LATEST"));
        return DeleteFunctionEventInvokeConfigResponse.builder().build();
    }

    @Override
    public ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        if (request.maxItems() != null) {
            Checks.range(request.maxItems(), "maxItems", 1, 50);
        }
        var slice = Views.slice(List.copyOf(function.eventConfigs.values()), request.marker(), request.maxItems(), 50);
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(slice.items())
                .nextMarker(slice.next())
                .build();
    }
}
