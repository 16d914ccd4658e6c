package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.SystemTags;
import java.util.Map;

/** What requests may hold. */
final class Checks {
    private static final String NAME = "[\\w.-]{1,100}";
    private static final int LONGEST_DESCRIPTION = 1000;
    private static final int MOST_TAGS = 50;

    private Checks() {}

    static void name(String name) {
        if (name == null || name.isEmpty()) {
            throw Refusal.REPOSITORY_NAME_REQUIRED.error();
        }
        if (!name.matches(NAME) || name.endsWith(".git")) {
            throw Refusal.INVALID_REPOSITORY_NAME.error();
        }
    }

    static void description(String description) {
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw Refusal.INVALID_REPOSITORY_DESCRIPTION.error();
        }
    }

    static void tags(Map<String, String> tags) {
        if (SystemTags.refused(tags.keySet())) {
            throw Refusal.INVALID_SYSTEM_TAG_USAGE.error();
        }
        if (tags.size() > MOST_TAGS) {
            throw Refusal.TOO_MANY_TAGS.error();
        }
    }
}
