package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The policies of users, groups and roles in stacks: attached ones, and those written into the template. */
final class InlinePolicies {

    /** A user, group or role whose policies IAM changes one by one. */
    interface Holder {
        void attach(String arn);

        void detach(String arn);

        void put(String policy, String document);

        void drop(String policy);

        /** The ARNs of what is attached now. */
        List<String> attached();

        /** The names of what was put. */
        List<String> inline();
    }

    private InlinePolicies() {}

    /** Brings a holder's policies from what a template said before to what it says now. */
    static void apply(Holder holder, ObjectNode before, ObjectNode after) {
        members(before, after, "ManagedPolicyArns", holder::attach, holder::detach);
        Map<String, String> wanted = of(after);
        of(before).keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(holder::drop);
        wanted.forEach(holder::put);
    }

    /** Takes away all policies, whoever gave them, as IAM wants it before the holder goes. */
    static void clear(Holder holder) {
        holder.attached().forEach(holder::detach);
        holder.inline().forEach(holder::drop);
    }

    /** Names and documents of the property {@code Policies}. */
    private static Map<String, String> of(ObjectNode properties) {
        Map<String, String> inline = new LinkedHashMap<>();
        for (JsonNode each : properties.path("Policies")) {
            inline.put(each.path("PolicyName").asText(), ResourceCall.document(each.get("PolicyDocument")));
        }
        return inline;
    }

    /** Adds and removes the elements in which two lists of texts differ. */
    static void members(
            ObjectNode before, ObjectNode after, String property, Consumer<String> add, Consumer<String> remove) {
        List<String> had = texts(before, property);
        List<String> wanted = texts(after, property);
        had.stream().filter(each -> !wanted.contains(each)).forEach(remove);
        wanted.stream().filter(each -> !had.contains(each)).forEach(add);
    }

    private static List<String> texts(ObjectNode properties, String property) {
        List<String> texts = new ArrayList<>();
        properties.path(property).forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
