package ateliers.cloud.services.sns;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Arn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.sns.model.Tag;

/** The topics of one cloud, by ARN. */
final class Topics {
    private static final int MAX_TAGS = 50;

    private static final String DELIVERY_POLICY =
            "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":3,"
                    + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                    + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
                    + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";

    private final ConcurrentSkipListMap<String, Topic> byArn = new ConcurrentSkipListMap<>();
    private final ServiceContext context;
    private final Place place;

    Topics(ServiceContext context) {
        this.context = context;
        this.place = context.place();
    }

    /** Makes a topic, or finds the one that was made with the same attributes and tags. */
    synchronized Topic create(String name, Map<String, String> attributes, List<Tag> tags) {
        boolean fifo = "true".equals(attributes.get("FifoTopic"));
        TopicRules.checkName(name, fifo);
        Map<String, String> given = new LinkedHashMap<>(attributes);
        if ("false".equals(given.get("FifoTopic"))) {
            given.remove("FifoTopic");
        }
        given.forEach((key, value) -> {
            if (!key.equals("FifoTopic")) {
                TopicRules.check(
                        key,
                        value,
                        fifo,
                        words -> SnsErrors.parameter("Attributes Reason: " + words),
                        "Unknown attribute: " + key);
            }
        });
        Map<String, String> tagMap = tags(tags);
        String arn = place.arn("sns", name);
        Topic present = byArn.get(arn);
        if (present != null) {
            requireSame(present, given, tagMap);
            return present;
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Policy", TopicPolicy.initial(arn, place.account()));
        if (fifo) {
            all.put("ContentBasedDeduplication", "false");
        }
        all.putAll(given);
        Topic topic = new Topic(arn, name, all, new OrderedDeliveries(context.clock()));
        topic.tags.putAll(tagMap);
        byArn.put(arn, topic);
        return topic;
    }

    /** The topic with this ARN. */
    Topic at(String arn) {
        Arns.check("TopicArn", arn);
        Arn.find(arn)
                .filter(named -> named.service().equals("sns") && named.region().equals(place.region()))
                .orElseThrow(() -> SnsErrors.parameter("TopicArn"));
        return find(arn).orElseThrow(SnsErrors::noTopic);
    }

    /** The policy of the topic with this ARN. */
    Optional<String> policy(String arn) {
        return find(arn).map(topic -> topic.attributes.get("Policy"));
    }

    /** The tags of the topic with this ARN. */
    Map<String, String> tags(String arn) {
        return find(arn).map(topic -> topic.tags).orElse(Map.of());
    }

    Optional<Topic> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    List<Topic> all() {
        return List.copyOf(byArn.values());
    }

    void delete(Topic topic) {
        byArn.remove(topic.arn, topic);
    }

    /** All that GetTopicAttributes shows but the counts. */
    Map<String, String> attributes(Topic topic) {
        Map<String, String> attributes = new LinkedHashMap<>(topic.attributes);
        attributes.put("TopicArn", topic.arn);
        attributes.put("Owner", place.account());
        attributes.putIfAbsent("DisplayName", "");
        attributes.put("EffectiveDeliveryPolicy", topic.attributes.getOrDefault("DeliveryPolicy", DELIVERY_POLICY));
        attributes.put("SubscriptionsDeleted", Integer.toString(topic.deleted.get()));
        return attributes;
    }

    static void tag(Topic topic, List<Tag> tags) {
        Map<String, String> all = new LinkedHashMap<>(topic.tags);
        all.putAll(tags(tags));
        if (all.size() > MAX_TAGS) {
            throw SnsErrors.tooManyTags();
        }
        topic.tags.putAll(all);
    }

    static void refuseSystemTag(String key) {
        if (SystemTags.refused(key)) {
            throw SnsErrors.parameter("Tags Reason: " + SystemTags.RULE);
        }
    }

    private static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            Tag tag = tags.get(i);
            if (tag.key() == null || tag.value() == null) {
                throw SnsErrors.validation("tags.%d.member.%s".formatted(i + 1, tag.key() == null ? "key" : "value"));
            }
            refuseSystemTag(tag.key());
            if (map.put(tag.key(), tag.value()) != null) {
                throw SnsErrors.parameter("Duplicated keys are not allowed.");
            }
        }
        return map;
    }

    private static void requireSame(Topic present, Map<String, String> given, Map<String, String> tags) {
        given.forEach((key, value) -> {
            if (!value.equals(present.attributes.getOrDefault(key, ""))) {
                throw SnsErrors.parameter("Attributes Reason: Topic already exists with different attributes");
            }
        });
        if (!tags.isEmpty() && !tags.equals(present.tags)) {
            throw SnsErrors.parameter("Tags Reason: Topic already exists with different tags");
        }
    }
}
