package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Members;

/** What becomes of the members of requests that the code of REST APIs does not read by name. */
final class ApiGatewayMembers {
    private ApiGatewayMembers() {}

    static void declare(Members members) {
        lacking(members);
        copied(members);
        members
                // AWS's own page says that it does not support them.
                .inert("GetTags", "limit", "position")
                // A method without an authorizer's type has none; one with it is refused, as there are no authorizers.
                .inert("PutMethod", "authorizerId");
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
                .lacking("PutMethod", "apiKeyRequired", "authorizationScopes")
                .lacking(
                        "PutIntegration",
                        "connectionId",
                        "contentHandling",
                        "credentials",
                        "integrationTarget",
                        "requestParameters",
                        "responseTransferMode",
                        "tlsConfig")
                .lacking("PutIntegrationResponse", "contentHandling");
    }

    /** Requests are copied into the part of the API that they make; the rules judge it, and deployments run it. */
    private static void copied(Members members) {
        members.elsewhere("CreateRestApi", "binaryMediaTypes", "version")
                .elsewhere("CreateModel", "contentType", "description", "schema")
                .elsewhere("CreateRequestValidator", "name")
                .elsewhere("CreateStage", "deploymentId", "description", "stageName", "variables")
                .elsewhere("PutGatewayResponse", "responseParameters", "responseTemplates", "statusCode")
                .elsewhere("PutIntegration", "connectionType", "requestTemplates", "type", "uri")
                .elsewhere("PutIntegrationResponse", "responseParameters", "responseTemplates", "selectionPattern")
                .elsewhere("PutMethod", "operationName", "requestModels", "requestParameters", "requestValidatorId")
                .elsewhere("PutMethodResponse", "responseModels", "responseParameters");
    }
}
