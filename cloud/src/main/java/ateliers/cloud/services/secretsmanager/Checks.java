package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What requests may hold. */
final class Checks {
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_ID = 2048;
    private static final int LONGEST_DESCRIPTION = 2048;
    private static final int PAGE = 100;
    private static final String NAME = "[A-Za-z0-9/_+=.@!-]+";
    private static final String DEFAULT_KEY = "alias/aws/secretsmanager";

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(SecretsManagerErrors::validation);
    }

    static void name(String name) {
        constraints()
                .present("name", name)
                .length("name", name, 1, LONGEST_NAME)
                .require();
        requireName(name);
    }

    static void id(String id) {
        constraints()
                .present("secretId", id)
                .length("secretId", id, 1, LONGEST_ID)
                .require();
        if (Arn.find(id).isEmpty()) {
            requireName(id);
        }
    }

    private static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw SecretsManagerErrors.validation("Invalid name. Must be a valid name containing alphanumeric"
                    + " characters, or any of the following: -/_+=.@!");
        }
    }

    /** Clients make a token for each request; without one AWS refuses what makes a version. */
    static void token(String token) {
        if (token == null) {
            throw SecretsManagerErrors.request(
                    "You must provide a ClientRequestToken value. We recommend a UUID-type value.");
        }
        constraints().length("clientRequestToken", token, 32, 64).require();
    }

    static void description(String description) {
        constraints().length("description", description, 0, LONGEST_DESCRIPTION).require();
    }

    /** Nothing is encrypted here: AWS's own key is as good as any, one of the customer's is lacking. */
    static void key(String keyId) {
        if (keyId != null && !keyId.endsWith(DEFAULT_KEY)) {
            throw new Unsupported("secretsmanager: the customer managed key " + keyId);
        }
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, SecretsManagerErrors::parameter);
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static <T> Paging.Page<T> page(List<T> all, String token, Integer size, int most) {
        constraints().between("maxResults", size, 1, most).require();
        return Paging.<T>byPosition(SecretsManagerErrors::token)
                .opaque()
                .page(all, size == null ? Math.min(PAGE, most) : size, token);
    }

    static <T> Paging.Page<T> page(List<T> all, String token, Integer size) {
        return page(all, token, size, PAGE);
    }
}
