package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** {@code AWS::SNS::TopicPolicy}: one policy on each of its topics; deleted, the topics get SNS's own back. */
public final class TopicPolicyProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::SNS::TopicPolicy";
    }

    @Override
    public Completes completes() {
        return Completes.by("Topics");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("PolicyDocument", "Topics");
    }

    @Override
    public Physical create(ResourceCall call) {
        call.texts("Topics").forEach(arn -> set(call, arn, call.document("PolicyDocument")));
        String id = call.generatedName(128);
        return new Physical(id, Map.of("Id", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        List<String> left = new ArrayList<>();
        before.path("Topics").forEach(each -> left.add(each.asText()));
        left.removeAll(call.texts("Topics"));
        left.forEach(arn -> set(call, arn, standard(call, arn)));
        call.texts("Topics").forEach(arn -> set(call, arn, call.document("PolicyDocument")));
        return new Physical(call.physicalId(), Map.of("Id", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        for (String arn : call.texts("Topics")) {
            try {
                set(call, arn, standard(call, arn));
            } catch (NotFoundException e) {
                // its policy went with it
            }
        }
    }

    private static void set(ResourceCall call, String arn, String policy) {
        call.client(SnsClient.class)
                .setTopicAttributes(
                        request -> request.topicArn(arn).attributeName("Policy").attributeValue(policy));
    }

    /** The policy that a new topic has: its owner may do everything. */
    private static String standard(ResourceCall call, String arn) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
                + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":"
                + "[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\","
                + "\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\","
                + "\"SNS:Publish\"],\"Resource\":\"" + arn + "\",\"Condition\":{\"StringEquals\":"
                + "{\"AWS:SourceOwner\":\"" + call.place().account() + "\"}}}]}";
    }
}
