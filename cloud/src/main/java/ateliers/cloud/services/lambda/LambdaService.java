package ateliers.cloud.services.lambda;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.mapping.EventSourceMappings;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;

/** Makes AWS Lambda for a cloud. */
public final class LambdaService implements ServiceModule {
    private static final List<String> OF_CONFIGURATIONS = List.of(
            "VpcConfig", "KMSKeyArn", "FileSystemConfigs", "ImageConfig", "CapacityProviderConfig", "DurableConfig");

    private static final List<String> OF_MAPPINGS = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "DocumentDBEventSourceConfig",
            "KMSKeyArn",
            "MetricsConfig",
            "ProvisionedPollerConfig",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations");

    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Packages packages = new Packages(cloud);
        Roles roles = new Roles(cloud);
        Functions functions = new Functions(cloud, packages, roles);
        Layers layers = new Layers(cloud.place());
        CodeLocations locations = new CodeLocations(cloud);
        Concurrency concurrency = new Concurrency(cloud.concurrency(), functions);
        Invoker invoker = new Invoker(cloud, concurrency);
        AsyncEvents events = new AsyncEvents(cloud, functions, invoker, new FinishedEvents(cloud, roles));
        EventSourceMappings mappings =
                new EventSourceMappings(cloud, new FunctionsOfMappings(cloud.place(), functions, roles, invoker));
        Map<String, Tags> tagsOfMappings = new ConcurrentHashMap<>();
        return List.of(AwsService.of("lambda", LambdaClient.class)
                // They are closed in this order: what polls before what runs.
                .operations(new EventSourceMappingOperations(mappings, tagsOfMappings))
                .operations(new FunctionOperations(cloud, functions, packages, roles, layers, locations))
                .operations(new VersionOperations(functions))
                .operations(new LayerOperations(cloud, layers, packages, locations))
                .operations(new LayerPermissions(cloud.place(), layers))
                .operations(new Invocations(cloud, functions, invoker, events))
                .operations(new EventInvokeConfigs(cloud, functions, roles))
                .operations(new UrlOperations(cloud, functions))
                .operations(new PermissionOperations(cloud.place(), functions))
                .operations(new ConcurrencyOperations(functions, concurrency))
                .operations(new RecursionOperations(functions))
                .operations(new TagOperations(functions, tagsOfMappings))
                .target(new FunctionTarget(cloud.door()))
                .routes(new UrlGateway(cloud, functions, invoker), locations)
                .rows(rows -> new LambdaRows(rows, cloud.place(), functions, mappings).declare())
                .members(LambdaService::members)
                .resourceTags(functions::tags)
                .resourcePolicy(arn -> functions.policy(arn).or(() -> layers.policy(arn)))
                .wire(wire())
                .denied((need, message) -> LambdaErrors.denied(message))
                .throttled(() -> LambdaErrors.throttled(ThrottleReason.CALLER_RATE_LIMIT_EXCEEDED))
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .success(
                        201,
                        "AddLayerVersionPermission",
                        "AddPermission",
                        "CreateAlias",
                        "CreateCodeSigningConfig",
                        "CreateFunction",
                        "CreateFunctionUrlConfig",
                        "PublishLayerVersion",
                        "PublishVersion")
                .success(
                        202,
                        "CreateEventSourceMapping",
                        "DeleteEventSourceMapping",
                        "InvokeAsync",
                        "PutProvisionedConcurrencyConfig",
                        "UpdateEventSourceMapping")
                .success(
                        204,
                        "DeleteAlias",
                        "DeleteCodeSigningConfig",
                        "DeleteFunction",
                        "DeleteFunctionCodeSigningConfig",
                        "DeleteFunctionConcurrency",
                        "DeleteFunctionEventInvokeConfig",
                        "DeleteFunctionUrlConfig",
                        "DeleteLayerVersion",
                        "DeleteProvisionedConcurrencyConfig",
                        "RemoveLayerVersionPermission",
                        "RemovePermission",
                        "TagResource",
                        "UntagResource");
    }

    private static void members(Members members) {
        members.lacking("CreateFunction", OF_CONFIGURATIONS)
                .lacking("UpdateFunctionConfiguration", OF_CONFIGURATIONS)
                .lacking("CreateFunction", "Code.SourceKMSKeyArn", "CodeSigningConfigArn", "PublishTo", "TenancyConfig")
                .lacking("UpdateFunctionCode", "SourceKMSKeyArn", "PublishTo")
                .lacking("PublishVersion", "PublishTo")
                .lacking("Invoke", "DurableExecutionName", "TenantId")
                .lacking("ListFunctions", "MasterRegion")
                .lacking("CreateEventSourceMapping", OF_MAPPINGS)
                .lacking("CreateEventSourceMapping", "Queues", "SelfManagedEventSource", "Topics")
                .lacking("UpdateEventSourceMapping", OF_MAPPINGS);
    }
}
