package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.GatewayRoles;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayException;

/** Makes Amazon API Gateway's REST APIs for a cloud. */
public final class ApiGatewayService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Apis apis = new Apis(cloud);
        Functions functions = new Functions(cloud.door(), cloud.clock());
        GatewayRoles roles = new GatewayRoles(cloud);
        RestAuthorizers authorizers = new RestAuthorizers(cloud, functions, roles);
        return List.of(AwsService.of("apigateway", ApiGatewayClient.class)
                .operations(new RestApiOperations(apis))
                .operations(new ResourceOperations(apis))
                .operations(new MethodOperations(apis))
                .operations(new IntegrationOperations(apis))
                .operations(new ModelOperations(apis))
                .operations(new RequestValidatorOperations(apis))
                .operations(new GatewayResponseOperations(apis))
                .operations(new DeploymentOperations(apis))
                .operations(new StageOperations(apis, authorizers))
                .operations(new AuthorizerOperations(apis, authorizers))
                .operations(new AccountOperations(apis))
                .operations(new ApiKeyOperations(apis))
                .operations(new UsagePlanOperations(apis))
                .rows(rows -> ApiGatewayRows.declare(rows, cloud.place().region()))
                .members(ApiGatewayService::members)
                .routes(new RestGateway(apis, authorizers, functions, roles))
                .wire(wire())
                .denied((need, message) ->
                        AwsErrors.of(ApiGatewayException.builder(), "AccessDeniedException", 403, message))
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .unknownPath(() -> AwsErrors.of(
                        ApiGatewayException.builder(),
                        "MissingAuthenticationTokenException",
                        403,
                        "Missing Authentication Token"))
                .success(201, operation -> operation.startsWith("Create"))
                .success(
                        201,
                        "ImportRestApi",
                        "PutGatewayResponse",
                        "PutIntegration",
                        "PutIntegrationResponse",
                        "PutMethod",
                        "PutMethodResponse",
                        "UpdateMethodResponse")
                .success(
                        204,
                        "DeleteIntegration",
                        "DeleteIntegrationResponse",
                        "DeleteMethod",
                        "DeleteMethodResponse",
                        "TagResource",
                        "UntagResource")
                .success(202, operation -> operation.startsWith("Delete") || operation.startsWith("Flush"));
    }

    private static void members(Members members) {
        lacking(members);
        copied(members);
        members
                // AWS's own page says that it does not support them.
                .inert("GetTags", "limit", "position")
                // AWS's own page says that it should not be used.
                .inert("CreateApiKey", "generateDistinctId")
                // Usage plans have taken their place; templates of SAM still have them.
                .inert("CreateApiKey", "stageKeys");
    }

    private static void lacking(Members members) {
        members.lacking(
                        "CreateRestApi",
                        "cloneFrom",
                        "endpointAccessMode",
                        "endpointConfiguration.vpcEndpointIds",
                        "minimumCompressionSize",
                        "securityPolicy")
                .lacking("CreateDeployment", "cacheClusterEnabled", "cacheClusterSize", "canarySettings")
                .lacking(
                        "CreateStage",
                        "cacheClusterEnabled",
                        "cacheClusterSize",
                        "canarySettings",
                        "documentationVersion")
                .lacking("GetModel", "flatten")
                .lacking("CreateAuthorizer", "providerARNs")
                .lacking("PutMethod", "authorizationScopes")
                .lacking(
                        "PutIntegration",
                        "connectionId",
                        "contentHandling",
                        "integrationTarget",
                        "requestParameters",
                        "responseTransferMode",
                        "tlsConfig")
                .lacking("PutIntegrationResponse", "contentHandling");
    }

    /** Requests are copied into the part of the API that they make; the rules judge it, and deployments run it. */
    private static void copied(Members members) {
        members.elsewhere("CreateRestApi", "binaryMediaTypes", "version")
                .elsewhere(
                        "CreateAuthorizer",
                        "authType",
                        "authorizerCredentials",
                        "authorizerResultTtlInSeconds",
                        "authorizerUri",
                        "identitySource",
                        "identityValidationExpression")
                .elsewhere("CreateModel", "contentType", "description", "schema")
                .elsewhere("CreateRequestValidator", "name")
                .elsewhere("CreateStage", "deploymentId", "description", "stageName", "variables")
                .elsewhere("PutGatewayResponse", "responseParameters", "responseTemplates", "statusCode")
                .elsewhere("PutIntegration", "connectionType", "credentials", "requestTemplates", "type", "uri")
                .elsewhere("PutIntegrationResponse", "responseParameters", "responseTemplates", "selectionPattern")
                .elsewhere(
                        "PutMethod",
                        "authorizationType",
                        "operationName",
                        "requestModels",
                        "requestParameters",
                        "requestValidatorId")
                .elsewhere("PutMethodResponse", "responseModels", "responseParameters");
    }
}
