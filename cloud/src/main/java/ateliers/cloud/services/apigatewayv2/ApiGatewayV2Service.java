package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.executeapi.Functions;
import ateliers.cloud.executeapi.GatewayRoles;
import ateliers.cloud.traits.WireTraits;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Exception;

/** Makes Amazon API Gateway's HTTP APIs for a cloud. */
public final class ApiGatewayV2Service implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        HttpApis apis = new HttpApis(cloud);
        AccessLogs logs = new AccessLogs(cloud);
        Functions functions = new Functions(cloud.door(), cloud.clock());
        HttpAuthorizers authorizers = new HttpAuthorizers(cloud, functions, new GatewayRoles(cloud));
        return List.of(AwsService.of("apigatewayv2", ApiGatewayV2Client.class)
                .operations(new ApiOperations(apis))
                .operations(new IntegrationOperations(apis))
                .operations(new RouteOperations(apis))
                .operations(new DeploymentOperations(apis))
                .operations(new StageOperations(apis, logs))
                .operations(new TagOperations(apis))
                .operations(new AuthorizerOperations(apis, authorizers))
                .rows(rows -> ApiGatewayV2Rows.declare(rows, cloud.place().region()))
                .members(ApiGatewayV2Service::members)
                .routes(new HttpGateway(apis, logs, authorizers, functions))
                .wire(wire())
                .denied((need, message) ->
                        AwsErrors.of(ApiGatewayV2Exception.builder(), "AccessDeniedException", 403, message))
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .unknownPath(() -> AwsErrors.of(
                        ApiGatewayV2Exception.builder(),
                        "MissingAuthenticationTokenException",
                        403,
                        "Missing Authentication Token"))
                .success(201, operation -> operation.startsWith("Create"))
                .success(201, "ImportApi", "ReimportApi", "TagResource")
                .success(204, "UntagResource")
                .success(204, "ResetAuthorizersCache")
                .success(204, operation -> operation.startsWith("Delete") || operation.startsWith("Flush"));
    }

    /** Requests are copied into the API, integration, route or stage that they make or change, and the rules of each judge it. */
    private static void members(Members members) {
        for (String verb : List.of("Create", "Update")) {
            members.elsewhere(
                            verb + "Api",
                            "CredentialsArn",
                            "Description",
                            "DisableExecuteApiEndpoint",
                            "DisableSchemaValidation",
                            "IpAddressType",
                            "Name",
                            "Version")
                    .elsewhere(
                            verb + "Authorizer",
                            "AuthorizerCredentialsArn",
                            "AuthorizerPayloadFormatVersion",
                            "AuthorizerResultTtlInSeconds",
                            "AuthorizerType",
                            "AuthorizerUri",
                            "EnableSimpleResponses",
                            "IdentitySource",
                            "JwtConfiguration",
                            "Name")
                    // AWS's own page says that it is not used.
                    .inert(verb + "Authorizer", "IdentityValidationExpression")
                    .elsewhere(
                            verb + "Integration",
                            "ConnectionId",
                            "ConnectionType",
                            "ContentHandlingStrategy",
                            "CredentialsArn",
                            "Description",
                            "IntegrationMethod",
                            "IntegrationSubtype",
                            "IntegrationType",
                            "IntegrationUri",
                            "PayloadFormatVersion",
                            "RequestParameters",
                            "RequestTemplates",
                            "ResponseParameters",
                            "TemplateSelectionExpression",
                            "TimeoutInMillis",
                            "TlsConfig")
                    .elsewhere(
                            verb + "Route",
                            "ApiKeyRequired",
                            "AuthorizationScopes",
                            "AuthorizationType",
                            "AuthorizerId",
                            "ModelSelectionExpression",
                            "OperationName",
                            "RequestModels",
                            "RequestParameters",
                            "RouteResponseSelectionExpression",
                            "Target")
                    .elsewhere(
                            verb + "Stage", "AutoDeploy", "ClientCertificateId", "DefaultRouteSettings", "Description");
        }
        members.elsewhere("CreateRoute", "RouteKey")
                .elsewhere("CreateStage", "RouteSettings", "StageName", "StageVariables")
                .elsewhere("UpdateDeployment", "Description");
    }
}
