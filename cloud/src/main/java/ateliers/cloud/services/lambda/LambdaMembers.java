package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Members;
import java.util.List;

/** What becomes of the members of requests that Lambda's code does not read. */
final class LambdaMembers {
    private static final List<String> OF_CONFIGURATIONS = List.of(
            "VpcConfig",
            "KMSKeyArn",
            "Layers",
            "FileSystemConfigs",
            "ImageConfig",
            "LoggingConfig.ApplicationLogLevel",
            "LoggingConfig.SystemLogLevel",
            "CapacityProviderConfig",
            "DurableConfig");

    private static final List<String> OF_MAPPINGS = List.of(
            "AmazonManagedKafkaEventSourceConfig",
            "DocumentDBEventSourceConfig",
            "KMSKeyArn",
            "MetricsConfig",
            "ProvisionedPollerConfig",
            "SelfManagedKafkaEventSourceConfig",
            "SourceAccessConfigurations");

    private LambdaMembers() {}

    static void declare(Members members) {
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
