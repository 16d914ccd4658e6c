package ateliers.cloud.services.ssm;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Paging;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.Tag;

/** What requests may hold. */
final class Checks {
    static final int HISTORY_PAGE = 50;
    static final int PATH_PAGE = 10;
    private static final int LONGEST_NAME = 2048;

    private Checks() {}

    static Constraints constraints() {
        return Constraints.refusedBy(SsmErrors::validation);
    }

    static void name(String name) {
        constraints()
                .present("name", name)
                .length("name", name, 1, LONGEST_NAME)
                .require();
    }

    static void names(boolean given, List<String> names) {
        constraints().given("names", given).require();
        constraints().length("names", names, names.size(), 1, PATH_PAGE).require();
        names.forEach(Checks::name);
    }

    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, SsmErrors::validation);
    }

    static <T> Paging.Page<T> page(List<T> all, String token, Integer size, int most) {
        constraints().between("maxResults", size, 1, most).require();
        return Paging.<T>byPosition(SsmErrors::token)
                .opaque()
                .page(all, Optional.ofNullable(size).orElse(most), token);
    }

    /** Tags of other things than parameters are tags of what this cloud lacks. */
    static void taggedType(String type) {
        constraints().present("resourceType", type).require();
        if (!type.equals("Parameter")) {
            constraints()
                    .oneOf(
                            "resourceType",
                            type,
                            List.of(
                                    "Document",
                                    "ManagedInstance",
                                    "MaintenanceWindow",
                                    "Parameter",
                                    "PatchBaseline",
                                    "OpsItem",
                                    "OpsMetadata",
                                    "Automation",
                                    "Association"))
                    .require();
            throw new Unsupported("ssm: tags of the resource type " + type);
        }
    }

    static void filters(List<ParameterStringFilter> filters) {
        Constraints broken = constraints();
        for (int at = 0; at < filters.size(); at++) {
            ParameterStringFilter filter = filters.get(at);
            String member = "parameterFilters." + (at + 1) + ".member.";
            broken.present(member + "key", filter.key())
                    .pattern(member + "key", filter.key(), "tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType")
                    .length(member + "key", filter.key(), 1, 132)
                    .length(member + "option", filter.option(), 1, 10)
                    .length(member + "values", filter.values(), filter.values().size(), filter.hasValues() ? 1 : 0, 50);
        }
        broken.require();
    }
}
