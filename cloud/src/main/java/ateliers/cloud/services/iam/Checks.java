package ateliers.cloud.services.iam;

import ateliers.cloud.door.SystemTags;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Tag;

/** Names, paths, tags and numbers within IAM's limits. */
final class Checks {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");
    private static final int MAX_TAGS = 50;

    private Checks() {}

    static String name(String value, String member, int maxLength) {
        if (value == null) {
            throw IamErrors.constraint("null", member, "not be null");
        }
        if (value.isEmpty()) {
            throw IamErrors.constraint(value, member, "have length greater than or equal to 1");
        }
        if (value.length() > maxLength) {
            throw IamErrors.constraint(value, member, "have length less than or equal to " + maxLength);
        }
        if (!NAME.matcher(value).matches()) {
            throw IamErrors.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return value;
    }

    static String path(String value) {
        if (value == null) {
            return "/";
        }
        if (value.length() > 512) {
            throw IamErrors.constraint(value, "path", "have length less than or equal to 512");
        }
        if (!PATH.matcher(value).matches() || value.contains("//")) {
            throw IamErrors.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
        return value;
    }

    static int between(Integer value, int otherwise, String member, int min, int max) {
        if (value == null) {
            return otherwise;
        }
        if (value < min) {
            throw IamErrors.constraint(value, member, "have value greater than or equal to " + min);
        }
        if (value > max) {
            throw IamErrors.constraint(value, member, "have value less than or equal to " + max);
        }
        return value;
    }

    static String text(String value, String member, int maxLength) {
        if (value != null && value.length() > maxLength) {
            throw IamErrors.constraint(value, member, "have length less than or equal to " + maxLength);
        }
        return value;
    }

    static void tags(List<Tag> tags, int already) {
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.key().isEmpty()) {
                throw IamErrors.constraint(tag.key(), "tags.1.member.key", "have length greater than or equal to 1");
            }
            if (tag.key().length() > 128) {
                throw IamErrors.constraint(tag.key(), "tags.1.member.key", "have length less than or equal to 128");
            }
            if (tag.value() == null) {
                throw IamErrors.validation(
                        "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy"
                                + " constraint: Member must not be null");
            }
            if (tag.value().length() > 256) {
                throw IamErrors.constraint(tag.value(), "tags.1.member.value", "have length less than or equal to 256");
            }
            if (SystemTags.refused(tag.key())) {
                throw IamErrors.invalidInput("System tags cannot be added or removed by requester");
            }
            if (!keys.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw IamErrors.invalidInput(
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        if (keys.size() + already > MAX_TAGS) {
            throw IamErrors.limitExceeded("The number of tags has reached the maximum limit.");
        }
    }
}
