package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A REST API, its deployment and its stage. The deployment's logical id ends in a hash of the definition, so that a
 * changed definition is deployed.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html">AWS::Serverless::Api</a>
 */
final class ApiMacro implements ResourceMacro {

    private static final String SUPPORTED_VERSION = "[23](\\.\\d)(\\.\\d)?";

    private static final PropertyRules RULES = PropertyRules.of("""
            __MANAGE_SWAGGER: bool
            Name: string|map
            StageName!: string|map
            Tags: map
            PropagateTags: bool
            DefinitionBody: map
            DefinitionUri: string|map
            MergeDefinitions?: bool
            CacheClusterEnabled: bool
            CacheClusterSize: string
            Variables: map
            EndpointConfiguration: string|map
            MethodSettings: list
            BinaryMediaTypes: list
            MinimumCompressionSize: int
            Cors: string|map
            Auth: map
            GatewayResponses: map
            AccessLogSetting: map
            CanarySetting: map
            TracingEnabled: bool
            OpenApiVersion: string
            Models: map
            Domain?: map
            FailOnWarnings: bool
            Description: string
            Mode: string
            DisableExecuteApiEndpoint?: bool
            ApiKeySourceType: string
            AlwaysDeploy?: bool
            Policy: string|map
            SecurityPolicy: string
            EndpointAccessMode: string
            """);

    @Override
    public String type() {
        return "AWS::Serverless::Api";
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(SamResource resource, Translation translation) {
        checkDefinition(resource);
        JsonNode binary = translation.resolve(resource.get("BinaryMediaTypes"));
        CfnResource api = new CfnResource(resource.logicalId(), "AWS::ApiGateway::RestApi", resource.ownAttributes())
                .dependsOn(resource.dependsOn())
                .set("BinaryMediaTypes", binary)
                .copy(resource.properties(), "MinimumCompressionSize")
                .copy(ifSaid(resource), "FailOnWarnings", "Name", "Description", "Mode", "ApiKeySourceType", "Policy")
                .copy(ifSaid(resource), "SecurityPolicy", "EndpointAccessMode");
        setEndpoint(resource, api);
        ObjectNode body = (ObjectNode) resource.get("DefinitionBody");
        if (Nodes.says(body)) {
            RestApiCors.add(resource, body);
            JsonNode auth = translation.resolve(resource.get("Auth"));
            if (Nodes.says(auth)) {
                RestApiAuth.secureAll(resource, auth, body, translation.partition());
                OpenApi3.complete(body, resource.get("OpenApiVersion"));
            }
            RestApiResponses.add(resource, body);
            if (Nodes.says(binary)) {
                body.set("x-amazon-apigateway-binary-media-types", unescaped(binary));
            }
            if (Nodes.says(resource.get("Models"))) {
                RequestModels.define(resource, body);
                // SAM completes a definition after each step; the schemas of CORS headers are wrapped each time.
                OpenApi3.complete(body, resource.get("OpenApiVersion"));
            }
            OpenApi3.complete(body, resource.get("OpenApiVersion"));
            api.set("Body", body);
        } else {
            refuseWithoutBody(resource);
            api.set("BodyS3Location", DefinitionUri.of(resource));
        }
        List<CfnResource> generated = new ArrayList<>(List.of(api));
        CfnResource stage = deploy(resource, api, generated);
        JsonNode auth = translation.resolve(resource.get("Auth"));
        RestAuthorizer.all(resource.logicalId(), auth)
                .values()
                .forEach(authorizer -> Optional.ofNullable(authorizer.permission(resource, translation.partition()))
                        .ifPresent(generated::add));
        generated.addAll(translation.usagePlans().of(resource, auth, stage, translation.template()));
        Tags.propagate(resource, generated);
        translation.references().add(resource.logicalId(), "Stage", "AWS::ApiGateway::Stage", generated);
        translation.references().add(resource.logicalId(), "UsagePlan", "AWS::ApiGateway::UsagePlan", generated);
        translation.references().add(resource.logicalId(), "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey", generated);
        translation.references().add(resource.logicalId(), "ApiKey", "AWS::ApiGateway::ApiKey", generated);
        translation.references().add(resource.logicalId(), "Deployment", "AWS::ApiGateway::Deployment", generated);
        return generated;
    }

    private static void checkDefinition(SamResource resource) {
        if (Nodes.says(resource.get("DefinitionUri")) && Nodes.says(resource.get("DefinitionBody"))) {
            throw resource.problem("Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
        }
        JsonNode version = resource.get("OpenApiVersion");
        if (Nodes.says(version) && !version.asText().matches(SUPPORTED_VERSION)) {
            throw resource.problem("The OpenApiVersion value must be of the format '3.0.0'.");
        }
    }

    private static void refuseWithoutBody(SamResource resource) {
        for (String name : List.of("Cors", "Auth", "GatewayResponses", "Models")) {
            if (Nodes.says(resource.get(name))) {
                throw resource.problem(
                        name + " works only with inline Swagger specified in 'DefinitionBody' property.");
            }
        }
    }

    /** The properties that SAM passes on only where they say something. */
    private static ObjectNode ifSaid(SamResource resource) {
        ObjectNode said = Nodes.object();
        for (String name : Nodes.names(resource.properties())) {
            if (Nodes.says(resource.get(name))) {
                said.set(name, resource.get(name));
            }
        }
        return said;
    }

    private static void setEndpoint(SamResource resource, CfnResource api) {
        JsonNode given = resource.get("EndpointConfiguration");
        if (!Nodes.says(given)) {
            return;
        }
        JsonNode type = given.isObject() && Nodes.says(given.get("Type")) ? given.get("Type") : given;
        ObjectNode endpoint = Nodes.object("Types", Nodes.array(type));
        if (type != given) {
            if (given.has("VPCEndpointIds") && given.has("VpcEndpointIds")) {
                throw resource.problem(
                        "'VPCEndpointIds' and 'VpcEndpointIds' cannot be used together in " + "EndpointConfiguration.");
            }
            Nodes.put(endpoint, "VpcEndpointIds", Nodes.get(given, "VPCEndpointIds"));
            Nodes.put(endpoint, "VpcEndpointIds", Nodes.get(given, "VpcEndpointIds"));
            Nodes.put(endpoint, "IpAddressType", Nodes.get(given, "IpAddressType"));
        }
        api.set("EndpointConfiguration", endpoint).set("Parameters", Nodes.object("endpointConfigurationTypes", type));
    }

    /** JSON pointers write a slash as ~1, and so do templates of binary media types. */
    private static JsonNode unescaped(JsonNode value) {
        if (value.isTextual()) {
            return Nodes.array(value.textValue().replace("~1", "/")).get(0);
        }
        if (value.isArray()) {
            ArrayNode items = Nodes.array();
            value.forEach(item -> items.add(unescaped(item)));
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode members = Nodes.object();
        Nodes.names(value).forEach(name -> members.set(name.replace("~1", "/"), unescaped(value.get(name))));
        return members;
    }

    private static CfnResource deploy(SamResource resource, CfnResource api, List<CfnResource> generated) {
        boolean versioned = Nodes.says(resource.get("OpenApiVersion"));
        JsonNode definition = Nodes.get(api.properties(), "Body");
        String digest = StableHash.sha1(
                StableHash.json(definition == null ? api.properties().get("BodyS3Location") : definition)
                        + (versioned ? resource.get("OpenApiVersion").asText() : ""));
        CfnResource deployment = new CfnResource(
                        resource.logicalId() + "Deployment" + digest.substring(0, 10),
                        "AWS::ApiGateway::Deployment",
                        resource.sharedAttributes())
                .set("Description", "RestApi deployment id: " + digest)
                .set("RestApiId", api.ref())
                .set("StageName", versioned ? null : "Stage");
        JsonNode tags = resource.get("Tags");
        JsonNode name = resource.get("StageName");
        String stageId = StageIds.of(resource.logicalId(), name);
        CfnResource stage = new CfnResource(stageId, "AWS::ApiGateway::Stage", resource.sharedAttributes())
                .set("RestApiId", api.ref())
                .set("DeploymentId", deployment.ref())
                .copy(
                        resource.properties(),
                        "StageName",
                        "CacheClusterEnabled",
                        "CacheClusterSize",
                        "Variables",
                        "MethodSettings",
                        "AccessLogSetting",
                        "CanarySetting",
                        "TracingEnabled")
                .set("Tags", tags == null ? null : Tags.list(tags));
        generated.add(deployment);
        generated.add(stage);
        return stage;
    }
}
