package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-cloudwatchlogs.html">CloudWatchLogs</a> */
final class CloudWatchLogsEvent implements EventSource {

    private static final PropertyRules RULES = PropertyRules.of("""
            LogGroupName!: string
            FilterPattern!: string
            """);

    @Override
    public List<String> types() {
        return List.of("CloudWatchLogs");
    }

    @Override
    public PropertyRules rules() {
        return RULES;
    }

    @Override
    public List<CfnResource> expand(Event event, EventTarget target, Translation translation) {
        ObjectNode sourceArn = Intrinsics.sub(
                "arn:" + translation.partition()
                        + ":logs:${AWS::Region}:${AWS::AccountId}:log-group:${__LogGroupName__}:*",
                Nodes.object("__LogGroupName__", event.get("LogGroupName")));
        CfnResource permission = target.permission(event.logicalId() + "Permission", "logs.amazonaws.com", sourceArn);
        CfnResource filter = target.resource(event.logicalId(), "AWS::Logs::SubscriptionFilter")
                .dependsOn(Nodes.array(permission.logicalId()))
                .copy(event.properties(), "LogGroupName", "FilterPattern")
                .set("DestinationArn", target.arn());
        return List.of(permission, filter);
    }
}
