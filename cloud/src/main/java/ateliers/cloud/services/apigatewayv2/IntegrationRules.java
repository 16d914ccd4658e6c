package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.FunctionUri;
import software.amazon.awssdk.services.apigatewayv2.model.ConnectionType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;

/**
 * What an integration of an HTTP API may be: of those that AWS has, this cloud has the Lambda proxy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html">Integrations</a>
 */
final class IntegrationRules {
    private static final int SHORTEST = 50;
    private static final int LONGEST = 30_000;

    private IntegrationRules() {}

    /** The integration with what AWS adds to it, when it fits. */
    static Integration complete(Integration wanted) {
        kind(wanted);
        ApiErrors.webSocketOnly(wanted, "ContentHandlingStrategy", "RequestTemplates", "TemplateSelectionExpression");
        ApiErrors.lacking(
                wanted,
                "ConnectionId",
                "CredentialsArn",
                "IntegrationSubtype",
                "RequestParameters",
                "ResponseParameters",
                "TlsConfig");
        if (wanted.connectionType() == ConnectionType.VPC_LINK) {
            throw new Unsupported("apigatewayv2: VPC links");
        }
        if (wanted.connectionTypeAsString() != null && wanted.connectionType() != ConnectionType.INTERNET) {
            throw ApiErrors.bad("Invalid connection type specified");
        }
        String uri = wanted.integrationUri();
        if (uri == null || FunctionUri.function(uri).isEmpty() && !uri.matches("arn:[\\w-]+:lambda:.+:function:.+")) {
            throw ApiErrors.bad("Invalid integration URI specified");
        }
        version(wanted.payloadFormatVersion());
        Integer timeout = wanted.timeoutInMillis();
        if (timeout != null && (timeout < SHORTEST || timeout > LONGEST)) {
            throw ApiErrors.bad("Timeout should be between " + SHORTEST + " ms and " + LONGEST + " ms");
        }
        return wanted.toBuilder()
                .connectionType(ConnectionType.INTERNET)
                .integrationMethod(wanted.integrationMethod() == null ? "POST" : wanted.integrationMethod())
                .passthroughBehavior((String) null)
                .timeoutInMillis(timeout == null ? LONGEST : timeout)
                .build();
    }

    private static void kind(Integration wanted) {
        switch (wanted.integrationType() == null ? IntegrationType.UNKNOWN_TO_SDK_VERSION : wanted.integrationType()) {
            case AWS_PROXY -> {
                // the one that this cloud has
            }
            case HTTP_PROXY -> throw new Unsupported("apigatewayv2: integrations of type HTTP_PROXY");
            default ->
                throw ApiErrors.bad("Invalid integration type specified. HTTP APIs support AWS_PROXY and HTTP_PROXY");
        }
    }

    private static void version(String version) {
        if (version == null) {
            throw ApiErrors.bad("PayloadFormatVersion is a required parameter for integration");
        }
        if (!version.equals("1.0") && !version.equals("2.0")) {
            throw ApiErrors.bad("PayloadFormatVersion " + version + " is not supported");
        }
    }
}
