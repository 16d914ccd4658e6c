package ateliers.cloud.executeapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The {@code $context} variables that access logs may ask for. A variable without a value is logged as a dash, as on
 * AWS; which of them never have one here is said when a format asks for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html">Variables
 *     of REST APIs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">Variables of HTTP
 *     APIs</a>
 */
public enum LogVariables {
    /** Those of REST APIs. */
    REST(
            "authenticate.error authenticate.latency authenticate.status authorize.error authorize.latency"
                    + " authorize.status authorizer.integrationLatency authorizer.integrationStatus authorizer.latency"
                    + " authorizer.status deploymentId endpointType error.validationErrorString identity.accessKey identity.apiKey"
                    + " identity.apiKeyId resourceId resourcePath xrayTraceId",
            "authorizer.requestId cipherSuite customDomain.routingRuleIdMatched identity.vpcId"
                    + " identity.vpceId integration.responseTransferMode integration.timeToAllHeaders"
                    + " integration.timeToFirstContent isCanaryRequest responseTransferMode tlsVersion waf.error"
                    + " waf.latency waf.status wafResponseCode webaclArn",
            List.of("requestOverride.", "responseOverride.")),

    /** Those of HTTP APIs. */
    HTTP("dataProcessed routeKey", "awsEndpointRequestId2", List.of());

    private static final String OF_BOTH =
            "accountId apiId authorizer.error awsEndpointRequestId domainName domainPrefix error.message"
                    + " error.messageString error.responseType extendedRequestId httpMethod identity.accountId"
                    + " identity.caller identity.sourceIp identity.user identity.userAgent identity.userArn"
                    + " integration.error integration.integrationStatus integration.latency integration.status"
                    + " integrationErrorMessage integrationLatency integrationStatus path protocol requestId requestTime"
                    + " requestTimeEpoch responseLatency responseLength stage status";
    private static final String LACKING_OF_BOTH =
            "customDomain.basePathMatched identity.cognitoAuthenticationProvider identity.cognitoAuthenticationType"
                    + " identity.cognitoIdentityId identity.cognitoIdentityPoolId identity.principalOrgId"
                    + " integration.requestId";

    private final Set<String> known;
    private final Set<String> lacking;
    private final List<String> lackingBelow;

    LogVariables(String known, String lacking, List<String> lackingBelow) {
        this.known = words(known + " " + OF_BOTH);
        this.lacking = words(lacking + " " + LACKING_OF_BOTH);
        this.lackingBelow = lackingBelow;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** What a format asks for in vain: sentences for the journal, in the format's order. */
    public List<String> inVain(String format) {
        List<String> said = new ArrayList<>();
        for (String name : ContextVariables.names(format)) {
            if (lacking.contains(name)
                    || name.startsWith("identity.clientCert.")
                    || lackingBelow.stream().anyMatch(name::startsWith)) {
                said.add("the variable $context." + name + " of access logs, always a dash here,");
            } else if (!known.contains(name) && !name.matches("authorizer\\..+")) {
                said.add("$context." + name + ", which is no variable of access logs and always a dash,");
            }
        }
        return said;
    }
}
