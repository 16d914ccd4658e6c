package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.AccessLog;
import ateliers.cloud.executeapi.LogVariables;
import ateliers.cloud.executeapi.Visit;
import ateliers.cloud.http.WireResponse;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.AccessLogSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Access logs of HTTP APIs. AWS's log delivery writes them, which a resource policy of CloudWatch Logs lets in: whoever
 * turns them on has to have the rights that it takes.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html">Logging for HTTP
 *     APIs</a>
 */
final class AccessLogs {
    private static final String DELIVERY = "delivery.logs.amazonaws.com";
    private static final String POLICY = "AWSLogDeliveryWrite20150319";
    private static final List<String> NEEDED = List.of(
            "logs:CreateLogDelivery",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries");

    private final ServiceContext context;
    private final AccessLog log;

    AccessLogs(ServiceContext context) {
        this.context = context;
        this.log = new AccessLog(context.door(), context.clock(), context.notes("execute-api"));
    }

    /** Checks what is asked for, and lets log delivery in, as the caller. Nothing happens where nothing is asked for. */
    void enable(AccessLogSettings settings) {
        if (settings == null) {
            return;
        }
        String destination = settings.destinationArn();
        if (destination != null && destination.contains(":firehose:")) {
            throw new Unsupported("apigatewayv2: access logs to Firehose");
        }
        if (AccessLog.group(destination).isEmpty()) {
            throw ApiErrors.bad("Invalid ARN specified in the request");
        }
        String format = settings.format();
        if (format == null || format.isBlank() || format.strip().lines().count() > 1) {
            throw ApiErrors.bad("Access Log format must be a single line");
        }
        if (!format.contains("$context.requestId") && !format.contains("$context.extendedRequestId")) {
            throw ApiErrors.bad("Access Log format must contain $context.requestId or $context.extendedRequestId");
        }
        LogVariables.HTTP
                .inVain(format)
                .forEach(each ->
                        context.notes("apigatewayv2").inert("inert", destination, each + " has no effect here"));
        CallContext caller = CallContext.current().orElseThrow();
        if (!NEEDED.stream()
                .allMatch(action ->
                        context.door().verdict(caller, Need.anywhere(action)).allowed())) {
            throw ApiErrors.bad("Insufficient permissions to enable logging");
        }
        CloudWatchLogsClient logs = context.door()
                .as(caller.principal(), CloudWatchLogsClient.class, CallContext.viaService("apigateway.amazonaws.com"));
        logs.putResourcePolicy(r -> r.policyName(POLICY).policyDocument(policy()));
    }

    private String policy() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"AWSLogDeliveryWrite\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"" + DELIVERY + "\"},"
                + "\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\""
                + context.place().arn("logs", "log-group:*")
                + "\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\""
                + context.place().account() + "\"}}}]}";
    }

    /** Writes a line about a request that a stage has answered, soon, if the stage has logs. */
    void write(Stage stage, Visit visit, WireResponse response) {
        AccessLogSettings settings = stage.accessLogSettings();
        if (settings == null) {
            return;
        }
        visit.set("requestId", visit.extendedId());
        visit.set("status", Integer.toString(response.status()));
        visit.set("responseLength", Integer.toString(response.body().length));
        visit.set("responseLatency", Long.toString(visit.millis()));
        visit.set("dataProcessed", Integer.toString(visit.body().length + response.body().length));
        Principal delivery = Principal.service(
                DELIVERY, context.place().arn("logs", "*"), context.place().account());
        AccessLog.group(settings.destinationArn())
                .ifPresent(group -> log.write(delivery, group, settings.format(), visit));
    }
}
