package ateliers.cloud.services.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TopicConfiguration;

/**
 * The notifications of a bucket, valid.
 *
 * @param toBridge whether all its events go to Amazon EventBridge, too
 */
record Notifications(List<NotificationRule> rules, boolean toBridge) {
    static final Notifications NONE = new Notifications(List.of(), false);

    /** As GetBucketNotificationConfiguration answers; nothing is set that is not configured. */
    GetBucketNotificationConfigurationResponse response() {
        List<QueueConfiguration> queues = new ArrayList<>();
        List<TopicConfiguration> topics = new ArrayList<>();
        List<LambdaFunctionConfiguration> functions = new ArrayList<>();
        for (NotificationRule rule : rules) {
            switch (rule.destination()) {
                case QUEUE ->
                    queues.add(QueueConfiguration.builder()
                            .id(rule.id())
                            .queueArn(rule.arn())
                            .eventsWithStrings(rule.events())
                            .filter(filter(rule))
                            .build());
                case TOPIC ->
                    topics.add(TopicConfiguration.builder()
                            .id(rule.id())
                            .topicArn(rule.arn())
                            .eventsWithStrings(rule.events())
                            .filter(filter(rule))
                            .build());
                case FUNCTION ->
                    functions.add(LambdaFunctionConfiguration.builder()
                            .id(rule.id())
                            .lambdaFunctionArn(rule.arn())
                            .eventsWithStrings(rule.events())
                            .filter(filter(rule))
                            .build());
            }
        }
        GetBucketNotificationConfigurationResponse.Builder response =
                GetBucketNotificationConfigurationResponse.builder();
        if (!queues.isEmpty()) {
            response.queueConfigurations(queues);
        }
        if (!topics.isEmpty()) {
            response.topicConfigurations(topics);
        }
        if (!functions.isEmpty()) {
            response.lambdaFunctionConfigurations(functions);
        }
        if (toBridge) {
            response.eventBridgeConfiguration(EventBridgeConfiguration.builder().build());
        }
        return response.build();
    }

    private static NotificationConfigurationFilter filter(NotificationRule rule) {
        if (!rule.filtered()) {
            return null;
        }
        List<FilterRule> rules = new ArrayList<>();
        add(rules, "Prefix", rule.prefix());
        add(rules, "Suffix", rule.suffix());
        return NotificationConfigurationFilter.builder()
                .key(key -> key.filterRules(rules))
                .build();
    }

    private static void add(List<FilterRule> rules, String name, String value) {
        if (!value.isEmpty()) {
            rules.add(FilterRule.builder().name(name).value(value).build());
        }
    }
}
