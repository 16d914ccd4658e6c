package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Members;
import java.util.List;

/**
 * What becomes of members that no operation reads by name: requests are copied into the API, integration, route or stage
 * that they make or change, and the rules of each judge the whole of it.
 */
final class ApiGatewayV2Members {
    private ApiGatewayV2Members() {}

    static void declare(Members members) {
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
