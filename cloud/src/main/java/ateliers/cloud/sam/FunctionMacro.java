package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A Lambda function, its role, its version and alias, its URL and the resources of its events.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">AWS::Serverless::Function</a>
 */
final class FunctionMacro implements ResourceMacro {

    static final String TYPE = "AWS::Serverless::Function";

    private static final PropertyRules RULES = PropertyRules.of("""
            FunctionName: string|map
            Handler=: any
            Runtime=: any
            CodeUri=: any
            ImageUri=: any
            PackageType=: any
            InlineCode=: any
            DeadLetterQueue: map
            Description=: any
            MemorySize=: any
            Timeout=: any
            VpcConfig=: any
            Role: string
            AssumeRolePolicyDocument: map
            Policies: string|map|list-of-string|map
            RolePath=: any
            PermissionsBoundary: string
            Environment: map-of-map
            Events: map-of-map
            Tags: map
            PropagateTags: bool
            Tracing: map|string
            KmsKeyArn=: any
            DeploymentPreference: map
            ReservedConcurrentExecutions=: any
            Layers: list-of-string|map
            EventInvokeConfig: map
            EphemeralStorage=: any
            AutoPublishAlias: string
            AutoPublishCodeSha256: string
            AutoPublishAliasAllProperties=: bool
            VersionDescription=: any
            ProvisionedConcurrencyConfig=: any
            FileSystemConfigs=: any
            ImageConfig=: any
            CodeSigningConfigArn=: any
            Architectures=: any
            SnapStart: map
            FunctionUrlConfig: map
            RuntimeManagementConfig=: any
            LoggingConfig=: any
            RecursiveLoop=: any
            SourceKMSKeyArn=: any
            CapacityProviderConfig?: map
            FunctionScalingConfig?: map
            VersionDeletionPolicy: any
            PublishToLatestPublished?: any
            TenancyConfig?: any
            DurableConfig?: map
            """);

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        FunctionVersions.check(resource);
        Deployments.check(resource, translation);
        FunctionEvents events = FunctionEvents.of(resource, translation);
        FunctionRole.checkDeadLetterQueue(resource);
        CfnResource function = function(resource, translation);
        List<CfnResource> generated = new ArrayList<>(List.of(function));
        CfnResource alias = FunctionVersions.publish(resource, function, generated, translation);
        translation.deployments().add(resource, alias, translation);
        FunctionUrls.add(resource, alias, generated);
        ArrayNode destinationPolicies = InvokeDestinations.add(resource, alias, generated, translation);
        CfnResource role = FunctionRole.of(resource, destinationPolicies, translation);
        FunctionRole.attach(resource, function, role, generated, translation);
        generated.addAll(events.expand(EventTarget.of(resource, function, alias, role)));
        Tags.propagate(resource, generated);
        translation.references().add(resource.logicalId(), "Alias", "AWS::Lambda::Alias", generated);
        translation.references().add(resource.logicalId(), "Version", "AWS::Lambda::Version", generated);
        translation.references().add(resource.logicalId(), "DestinationTopic", "AWS::SNS::Topic", generated);
        translation.references().add(resource.logicalId(), "DestinationQueue", "AWS::SQS::Queue", generated);
        return generated;
    }

    private static CfnResource function(SamResource resource, Translation translation) {
        CfnResource function = new CfnResource(resource.logicalId(), "AWS::Lambda::Function", resource.ownAttributes())
                .dependsOn(resource.dependsOn())
                .set("Code", FunctionCode.of(resource))
                .copy(
                        resource.properties(),
                        "FunctionName",
                        "Handler",
                        "Runtime",
                        "Description",
                        "MemorySize",
                        "Timeout",
                        "VpcConfig",
                        "Role",
                        "Environment",
                        "KmsKeyArn",
                        "ReservedConcurrentExecutions")
                .set("Tags", Tags.withSams(resource))
                .copy(
                        resource.properties(),
                        "Layers",
                        "FileSystemConfigs",
                        "ImageConfig",
                        "PackageType",
                        "Architectures",
                        "SnapStart",
                        "EphemeralStorage",
                        "CodeSigningConfigArn",
                        "RuntimeManagementConfig",
                        "LoggingConfig",
                        "RecursiveLoop");
        if (isTraced(resource, translation)) {
            function.set("TracingConfig", Nodes.object("Mode", resource.get("Tracing")));
        }
        JsonNode deadLetters = resource.get("DeadLetterQueue");
        if (Nodes.says(deadLetters)) {
            function.set("DeadLetterConfig", Nodes.object("TargetArn", deadLetters.get("TargetArn")));
        }
        FunctionCode.checkPackage(resource);
        return function;
    }

    /** Whether X-Ray is on; {@code Disabled} is the same as no Tracing at all. */
    static boolean isTraced(SamResource resource, Translation translation) {
        JsonNode tracing = translation.resolve(resource.get("Tracing"));
        return Nodes.says(tracing) && !tracing.asText().equals("Disabled");
    }
}
