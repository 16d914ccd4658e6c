package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/** CloudFormation's one event a configuration, in S3's words. */
final class BucketNotifications {

    private BucketNotifications() {}

    static void put(S3Client s3, String bucket, JsonNode properties) {
        List<LambdaFunctionConfiguration> functions = new ArrayList<>();
        properties
                .path("LambdaConfigurations")
                .forEach(each -> functions.add(LambdaFunctionConfiguration.builder()
                        .lambdaFunctionArn(each.path("Function").asText())
                        .eventsWithStrings(each.path("Event").asText())
                        .filter(filter(each))
                        .build()));
        List<QueueConfiguration> queues = new ArrayList<>();
        properties
                .path("QueueConfigurations")
                .forEach(each -> queues.add(QueueConfiguration.builder()
                        .queueArn(each.path("Queue").asText())
                        .eventsWithStrings(each.path("Event").asText())
                        .filter(filter(each))
                        .build()));
        List<TopicConfiguration> topics = new ArrayList<>();
        properties
                .path("TopicConfigurations")
                .forEach(each -> topics.add(TopicConfiguration.builder()
                        .topicArn(each.path("Topic").asText())
                        .eventsWithStrings(each.path("Event").asText())
                        .filter(filter(each))
                        .build()));
        JsonNode bridge = properties.path("EventBridgeConfiguration");
        boolean toBridge =
                bridge.isObject() && bridge.path("EventBridgeEnabled").asBoolean(true);
        s3.putBucketNotificationConfiguration(request -> request.bucket(bucket)
                .notificationConfiguration(NotificationConfiguration.builder()
                        .lambdaFunctionConfigurations(functions.isEmpty() ? null : functions)
                        .queueConfigurations(queues.isEmpty() ? null : queues)
                        .topicConfigurations(topics.isEmpty() ? null : topics)
                        .eventBridgeConfiguration(
                                toBridge ? EventBridgeConfiguration.builder().build() : null)
                        .build()));
    }

    private static NotificationConfigurationFilter filter(JsonNode configuration) {
        List<FilterRule> rules = new ArrayList<>();
        configuration
                .path("Filter")
                .path("S3Key")
                .path("Rules")
                .forEach(each -> rules.add(FilterRule.builder()
                        .name(each.path("Name").asText())
                        .value(each.path("Value").asText())
                        .build()));
        return rules.isEmpty()
                ? null
                : NotificationConfigurationFilter.builder()
                        .key(key -> key.filterRules(rules))
                        .build();
    }
}
