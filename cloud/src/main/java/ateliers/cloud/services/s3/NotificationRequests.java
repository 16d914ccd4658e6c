package ateliers.cloud.services.s3;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Arn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;

/**
 * Reads notification configurations and refuses what S3 refuses. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">the
 * operation</a>.
 */
final class NotificationRequests {
    private static final int LONGEST_VALUE = 1024;

    /** Events that never happen here, because what causes them is lacking. */
    private static final List<String> LACKING = List.of(
            "s3:ObjectRestore",
            "s3:Replication",
            "s3:IntelligentTiering",
            "s3:ReducedRedundancyLostObject",
            "s3:ObjectAcl",
            "s3:ObjectCreated:Post");

    private final Place place;
    private final List<NotificationRule> rules = new ArrayList<>();

    private NotificationRequests(Place place) {
        this.place = place;
    }

    static Notifications read(NotificationConfiguration configuration, Place place) {
        if (configuration == null) {
            throw S3Errors.malformedXml();
        }
        NotificationRequests requests = new NotificationRequests(place);
        configuration
                .queueConfigurations()
                .forEach(c -> requests.add(Destination.QUEUE, c.id(), c.queueArn(), c.eventsAsStrings(), c.filter()));
        configuration
                .topicConfigurations()
                .forEach(c -> requests.add(Destination.TOPIC, c.id(), c.topicArn(), c.eventsAsStrings(), c.filter()));
        configuration
                .lambdaFunctionConfigurations()
                .forEach(c -> requests.add(
                        Destination.FUNCTION, c.id(), c.lambdaFunctionArn(), c.eventsAsStrings(), c.filter()));
        requests.checkTogether();
        return new Notifications(List.copyOf(requests.rules), configuration.eventBridgeConfiguration() != null);
    }

    /** Whether an event is one that this cloud never sends. */
    static boolean isLacking(String event) {
        return LACKING.stream().anyMatch(event::startsWith);
    }

    private void add(
            Destination destination,
            String id,
            String arn,
            List<String> events,
            NotificationConfigurationFilter filter) {
        if (arn == null || events.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        if (id != null && id.length() > 255) {
            throw S3Errors.invalidArgument("ID length should be less than 255 characters.");
        }
        for (String event : events) {
            if (Event.fromValue(event) == Event.UNKNOWN_TO_SDK_VERSION) {
                throw S3Errors.invalidArgument("The event is not supported for notifications");
            }
        }
        checkArn(destination, arn);
        List<FilterRule> filters = filter == null || filter.key() == null
                ? List.of()
                : filter.key().filterRules();
        checkFilters(filters);
        rules.add(new NotificationRule(
                id == null || id.isEmpty() ? Ids.notification() : id,
                destination,
                arn,
                List.copyOf(events),
                value(filters, "prefix"),
                value(filters, "suffix"),
                !filters.isEmpty()));
    }

    private void checkArn(Destination destination, String arn) {
        Arn parts = Arn.find(arn)
                .filter(NotificationRequests::isWhole)
                .orElseThrow(() -> S3Errors.invalidArgument("The ARN could not be parsed"));
        if (!parts.service().equals(destination.service())) {
            throw S3Errors.invalidArgument("The ARN is not well formed");
        }
        if (!parts.region().equals(place.region())) {
            throw S3Errors.invalidArgument(
                    "The notification destination service region is not valid for the bucket location constraint");
        }
    }

    private static boolean isWhole(Arn arn) {
        return arn.partition().startsWith("aws")
                && arn.account().matches("\\d{12}")
                && !arn.resource().isEmpty();
    }

    private static void checkFilters(List<FilterRule> filters) {
        Set<String> names = new HashSet<>();
        for (FilterRule filter : filters) {
            String name =
                    filter.nameAsString() == null ? "" : filter.nameAsString().toLowerCase(Locale.ROOT);
            if (!name.equals("prefix") && !name.equals("suffix")) {
                throw S3Errors.invalidArgument("filter rule name must be either prefix or suffix");
            }
            if (!names.add(name)) {
                throw S3Errors.invalidArgument("Cannot specify more than one " + name + " rule in a filter.");
            }
            String value = filter.value() == null ? "" : filter.value();
            if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
                throw S3Errors.invalidArgument(
                        "Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation");
            }
        }
    }

    private static String value(List<FilterRule> filters, String name) {
        return filters.stream()
                .filter(filter -> filter.nameAsString().equalsIgnoreCase(name) && filter.value() != null)
                .map(FilterRule::value)
                .findFirst()
                .orElse("");
    }

    private void checkTogether() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            NotificationRule rule = rules.get(i);
            if (!ids.add(rule.id())) {
                throw S3Errors.invalidArgument("Same ID used for multiple configurations. IDs must be unique");
            }
            for (NotificationRule other : rules.subList(0, i)) {
                if (rule.overlaps(other)) {
                    throw overlap(rule, other);
                }
            }
        }
    }

    private static RuntimeException overlap(NotificationRule one, NotificationRule other) {
        return S3Errors.invalidArgument(
                one.filtered() || other.filtered()
                        ? "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the"
                                + " prefixes are overlapping for the same event type."
                        : "Configurations overlap. Configurations on the same bucket cannot share a common event"
                                + " type.");
    }
}
