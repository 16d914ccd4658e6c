package ateliers.cloud.services.logs;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/** Makes Amazon CloudWatch Logs for a cloud. */
public final class LogsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        CloudWatchLogs logs = new CloudWatchLogs(cloud);
        return List.of(AwsService.of("logs", CloudWatchLogsClient.class)
                .operations(logs)
                .rows(new LogsRows(cloud.place())::declare)
                .members(LogsService::members)
                .resourcePolicy(arn -> logs.policy())
                .denied((need, message) -> LogsErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("CreateLogGroup", "kmsKeyId", "deletionProtectionEnabled")
                .lacking("DescribeLogGroups", "accountIdentifiers", "includeLinkedAccounts", "logGroupIdentifiers")
                .lacking("PutLogEvents", "entity")
                // Nothing is masked here, and AWS itself no longer looks at the other two.
                .inert(Members.EVERY, "unmask", "interleaved", "sequenceToken");
    }
}
