package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * A role, user or group, whose policies IAM changes one by one: managed ones that are attached, and inline ones that
 * are put.
 */
interface PolicyHolder {

    /** Roles, users or groups. */
    interface Kind {
        PolicyHolder of(IamClient iam, String name);
    }

    /** The properties of policies' types that list holders by name. */
    Map<String, Kind> BY_PROPERTY = Collections.unmodifiableMap(
            new TreeMap<>(Map.of("Roles", OfRole::new, "Users", OfUser::new, "Groups", OfGroup::new)));

    void attach(String arn);

    void detach(String arn);

    void put(String policy, String document);

    void drop(String policy);

    /** Brings the policies from what a template said before to what it says now. */
    default void apply(ObjectNode before, ObjectNode after) {
        ListChange.of("ManagedPolicyArns", before, after).apply(this::attach, this::detach);
        Map<String, String> wanted = declared(after);
        declared(before).keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(this::drop);
        wanted.forEach(this::put);
    }

    /**
     * Takes away the policies that a template gave, as IAM wants it before the holder goes. Those that others gave hold
     * it.
     */
    default void clear(ObjectNode given) {
        ResourceCall.texts(given, "ManagedPolicyArns").forEach(arn -> unlessGone(() -> detach(arn)));
        declared(given).keySet().forEach(policy -> unlessGone(() -> drop(policy)));
    }

    /** Takes something away from a holder that may have gone by itself. */
    static void unlessGone(Runnable removal) {
        try {
            removal.run();
        } catch (NoSuchEntityException e) {
            // gone already
        }
    }

    /** Names and documents of the property {@code Policies}. */
    private static Map<String, String> declared(ObjectNode properties) {
        Map<String, String> inline = new LinkedHashMap<>();
        for (JsonNode each : properties.path("Policies")) {
            inline.put(each.path("PolicyName").asText(), ResourceCall.document(each.get("PolicyDocument")));
        }
        return inline;
    }

    /** The policies of one role. */
    record OfRole(IamClient iam, String name) implements PolicyHolder {
        @Override
        public void attach(String arn) {
            iam.attachRolePolicy(request -> request.roleName(name).policyArn(arn));
        }

        @Override
        public void detach(String arn) {
            iam.detachRolePolicy(request -> request.roleName(name).policyArn(arn));
        }

        @Override
        public void put(String policy, String document) {
            iam.putRolePolicy(
                    request -> request.roleName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public void drop(String policy) {
            iam.deleteRolePolicy(request -> request.roleName(name).policyName(policy));
        }
    }

    /** The policies of one user. */
    record OfUser(IamClient iam, String name) implements PolicyHolder {
        @Override
        public void attach(String arn) {
            iam.attachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        public void detach(String arn) {
            iam.detachUserPolicy(request -> request.userName(name).policyArn(arn));
        }

        @Override
        public void put(String policy, String document) {
            iam.putUserPolicy(
                    request -> request.userName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public void drop(String policy) {
            iam.deleteUserPolicy(request -> request.userName(name).policyName(policy));
        }
    }

    /** The policies of one group. */
    record OfGroup(IamClient iam, String name) implements PolicyHolder {
        @Override
        public void attach(String arn) {
            iam.attachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        public void detach(String arn) {
            iam.detachGroupPolicy(request -> request.groupName(name).policyArn(arn));
        }

        @Override
        public void put(String policy, String document) {
            iam.putGroupPolicy(
                    request -> request.groupName(name).policyName(policy).policyDocument(document));
        }

        @Override
        public void drop(String policy) {
            iam.deleteGroupPolicy(request -> request.groupName(name).policyName(policy));
        }
    }
}
