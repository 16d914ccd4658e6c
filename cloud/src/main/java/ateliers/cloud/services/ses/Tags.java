package ateliers.cloud.services.ses;

import java.util.Map;
import java.util.Optional;

/** The tags of mails, which events show. */
final class Tags {
    private static final int LONGEST = 255;

    private Tags() {}

    static void check(Map<String, String> tags, SesErrors errors) {
        tags.forEach((name, value) -> fault(name, value).ifPresent(words -> {
            throw errors.parameter(words);
        }));
    }

    private static Optional<String> fault(String name, String value) {
        if (name == null || name.isEmpty()) {
            return Optional.of("The tag name must be specified.");
        }
        if (value == null || value.isEmpty()) {
            return Optional.of("The tag value must be specified.");
        }
        if (name.length() > LONGEST) {
            return Optional.of("Tag name cannot exceed 255 characters.");
        }
        if (value.length() > LONGEST) {
            return Optional.of("Tag value cannot exceed 255 characters.");
        }
        if (!name.matches("[A-Za-z0-9_-]+")) {
            return Optional.of(
                    "Invalid tag name <" + name + ">: only alphanumeric ASCII characters, '_',  '-' are allowed.");
        }
        return value.matches("[A-Za-z0-9_.@-]+")
                ? Optional.empty()
                : Optional.of("Invalid tag value <" + value
                        + ">: only alphanumeric ASCII characters, '_',  '-' , '.', '@' are allowed.");
    }
}
