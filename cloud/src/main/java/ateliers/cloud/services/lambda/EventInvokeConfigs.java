package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.api.Destinations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/**
 * How functions are invoked asynchronously: retries, the age of events, destinations.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">
 *     PutFunctionEventInvokeConfig</a>
 */
final class EventInvokeConfigs implements LambdaClient, Operations {
    /** The services that have destinations. */
    private static final String DESTINATION =
            "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:"
                    + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)";

    private static final List<String> SERVICES = List.of("sqs", "sns", "lambda", "events", "s3");

    private final ServiceContext cloud;
    private final Functions functions;
    private final Roles roles;

    EventInvokeConfigs(ServiceContext cloud, Functions functions, Roles roles) {
        this.cloud = cloud;
        this.functions = functions;
        this.roles = roles;
    }

    @Override
    public PutFunctionEventInvokeConfigResponse putFunctionEventInvokeConfig(
            PutFunctionEventInvokeConfigRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        boolean says = request.maximumRetryAttempts() != null
                || request.maximumEventAgeInSeconds() != null
                || request.destinationConfig() != null;
        if (!says) {
            target(name);
            throw LambdaErrors.invalid("You must specify at least one of error handling or destination setting.");
        }
        FunctionEventInvokeConfig config = configure(
                name, request.maximumRetryAttempts(), request.maximumEventAgeInSeconds(), request.destinationConfig());
        return Pojos.copy(config, PutFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    @Override
    public UpdateFunctionEventInvokeConfigResponse updateFunctionEventInvokeConfig(
            UpdateFunctionEventInvokeConfigRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        target(name);
        FunctionEventInvokeConfig now = config(name);
        FunctionEventInvokeConfig config = configure(
                name,
                request.maximumRetryAttempts() == null ? now.maximumRetryAttempts() : request.maximumRetryAttempts(),
                request.maximumEventAgeInSeconds() == null
                        ? now.maximumEventAgeInSeconds()
                        : request.maximumEventAgeInSeconds(),
                request.destinationConfig() == null ? now.destinationConfig() : request.destinationConfig());
        return Pojos.copy(config, UpdateFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    private FunctionEventInvokeConfig configure(
            FunctionName name, Integer retries, Integer age, DestinationConfig given) {
        Function function = target(name);
        Version version = functions.version(name);
        LambdaErrors.constraints()
                .between("maximumRetryAttempts", retries, 0, 2)
                .between("maximumEventAgeInSeconds", age, 60, 21_600)
                .pattern(
                        "destinationConfig.onSuccess.destination",
                        Destinations.onSuccess(given).orElse(null),
                        DESTINATION)
                .pattern(
                        "destinationConfig.onFailure.destination",
                        Destinations.onFailure(given).orElse(null),
                        DESTINATION)
                .require();
        DestinationConfig destinations = DestinationConfig.builder()
                .onSuccess(s -> s.destination(Destinations.onSuccess(given).orElse(null)))
                .onFailure(f -> f.destination(Destinations.onFailure(given).orElse(null)))
                .build();
        Destinations.onSuccess(destinations).ifPresent(arn -> checkDestination(function, version, arn, destinations));
        Destinations.onFailure(destinations).ifPresent(arn -> checkDestination(function, version, arn, destinations));
        FunctionEventInvokeConfig config = FunctionEventInvokeConfig.builder()
                .functionArn(function.arn + ":" + name.version())
                .lastModified(cloud.clock().instant())
                .maximumRetryAttempts(retries)
                .maximumEventAgeInSeconds(age)
                .destinationConfig(destinations)
                .build();
        function.eventConfigs.put(name.version(), config);
        return config;
    }

    /** The function that is named, which has the version or alias that is. */
    private Function target(FunctionName name) {
        return functions
                .find(name)
                .filter(function -> function.version(name.version()).isPresent())
                .orElseThrow(EventInvokeConfigs::gone);
    }

    private static RuntimeException gone() {
        return LambdaErrors.notFound("The function doesn't exist.");
    }

    private void checkDestination(Function function, Version version, String arn, DestinationConfig all) {
        Optional<String> service = Arn.find(arn).map(Arn::service).filter(SERVICES::contains);
        if (service.isEmpty()) {
            throw LambdaErrors.invalid("The provided destination config DestinationConfig(onSuccess="
                    + shown("OnSuccess", Destinations.onSuccess(all)) + ", onFailure="
                    + shown("OnFailure", Destinations.onFailure(all)) + ") is invalid.");
        }
        if (!cloud.door().targets().knows(arn)) {
            throw new Unsupported("lambda: destinations of the service " + service.get());
        }
        if (arn.equals(function.arn)) {
            throw LambdaErrors.invalid("You can't specify the function as a destination for itself.");
        }
        Optional<FunctionName> other =
                Optional.of(arn).filter(a -> service.get().equals("lambda")).flatMap(FunctionName::find);
        boolean known = other.flatMap(named -> functions.find(named.name()))
                .filter(found -> arn.startsWith(found.arn))
                .isPresent();
        if (other.isPresent() && !known) {
            throw LambdaErrors.invalid("The destination ARN " + arn + " is invalid.");
        }
        roles.checkMaySend(version.settings().role(), function.name, arn);
    }

    private static String shown(String name, Optional<String> destination) {
        return destination.map(arn -> name + "(destination=" + arn + ")").orElse(null);
    }

    private FunctionEventInvokeConfig config(FunctionName name) {
        return functions
                .find(name)
                .map(function -> function.eventConfigs.get(name.version()))
                .orElseThrow(() -> LambdaErrors.notFound(
                        "The function " + name.qualified().arn(cloud.place()) + " doesn't have an EventInvokeConfig"));
    }

    @Override
    public GetFunctionEventInvokeConfigResponse getFunctionEventInvokeConfig(
            GetFunctionEventInvokeConfigRequest request) {
        FunctionEventInvokeConfig config = config(FunctionName.of(request.functionName(), request.qualifier()));
        return Pojos.copy(config, GetFunctionEventInvokeConfigResponse.builder())
                .build();
    }

    @Override
    public DeleteFunctionEventInvokeConfigResponse deleteFunctionEventInvokeConfig(
            DeleteFunctionEventInvokeConfigRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        config(name);
        functions.get(name).eventConfigs.remove(name.version());
        return DeleteFunctionEventInvokeConfigResponse.builder().build();
    }

    @Override
    public ListFunctionEventInvokeConfigsResponse listFunctionEventInvokeConfigs(
            ListFunctionEventInvokeConfigsRequest request) {
        Function function =
                functions.find(FunctionName.of(request.functionName())).orElseThrow(EventInvokeConfigs::gone);
        LambdaErrors.constraints()
                .between("maxItems", request.maxItems(), 1, 50)
                .require();
        var page = Lists.page(List.copyOf(function.eventConfigs.values()), request.marker(), request.maxItems(), 50);
        return ListFunctionEventInvokeConfigsResponse.builder()
                .functionEventInvokeConfigs(page.items())
                .nextMarker(page.next())
                .build();
    }
}
