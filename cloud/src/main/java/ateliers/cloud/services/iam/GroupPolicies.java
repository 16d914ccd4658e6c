package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** Policies of groups. */
final class GroupPolicies implements IamClient, Operations {
    private final IamState state;
    private final AttachedPolicies policies;

    GroupPolicies(IamState state) {
        this.state = state;
        this.policies = new AttachedPolicies(state);
    }

    @Override
    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request) {
        return state.change(() -> {
            state.group(request.groupName()).putInline(request.policyName(), request.policyDocument());
            return PutGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request) {
        return state.read(() -> {
            return GetGroupPolicyResponse.builder()
                    .groupName(request.groupName())
                    .policyName(request.policyName())
                    .policyDocument(state.group(request.groupName()).inline(request.policyName()))
                    .build();
        });
    }

    @Override
    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request) {
        return state.change(() -> {
            state.group(request.groupName()).deleteInline(request.policyName());
            return DeleteGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    List.copyOf(state.group(request.groupName()).inline().keySet()),
                    request.marker(),
                    request.maxItems());
            return ListGroupPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request) {
        return state.change(() -> {
            policies.attach(state.group(request.groupName()), request.policyArn());
            return AttachGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request) {
        return state.change(() -> {
            policies.detach(state.group(request.groupName()), request.policyArn());
            return DetachGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(ListAttachedGroupPoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    policies.list(state.group(request.groupName()), request.pathPrefix()),
                    request.marker(),
                    request.maxItems());
            return ListAttachedGroupPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }
}
