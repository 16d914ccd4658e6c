package ateliers.cloud.services.logs;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.List;

/** Names, tags and pages within the limits of CloudWatch Logs. */
final class Checks {
    private static final int LONGEST = 512;
    private static final String STREAM = "[^:*]*";
    private static final String GROUP = "[\\.\\-_/#A-Za-z0-9]+";

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(LogsErrors::invalid);
    }

    static void group(String name) {
        name(name, "logGroupName", GROUP);
    }

    static void stream(String name) {
        name(name, "logStreamName", STREAM);
    }

    private static void name(String name, String member, String pattern) {
        boolean fits = name == null || !name.isEmpty() && name.length() <= LONGEST && name.matches(pattern);
        constraints()
                .present(member, name)
                .must(fits, name, member, "satisfy regular expression pattern: " + pattern)
                .require();
    }

    /** A group by its name or by its identifier, which may be an ARN. */
    static String either(String name, String identifier) {
        if (name != null && identifier != null) {
            throw LogsErrors.invalid("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
        }
        return name == null ? ofArn(identifier) : name;
    }

    static String ofArn(String arn) {
        return Arn.find(arn)
                .map(Arn::parts)
                .map(parts -> parts.size() > 1 ? parts.get(1) : "")
                .orElse(arn);
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, LogsErrors::invalid);
    }

    /** @param most items of a page, and how many it has where no limit is given */
    static <T> Paging.Page<T> page(List<T> all, String token, Integer limit, int most) {
        constraints().between("limit", limit, 1, most).require();
        return Paging.<T>byPosition(() -> LogsErrors.invalid("The specified nextToken is invalid."))
                .page(all, limit == null ? most : limit, token);
    }
}
