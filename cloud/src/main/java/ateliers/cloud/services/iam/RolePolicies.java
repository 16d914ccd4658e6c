package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** Policies of roles. */
final class RolePolicies implements IamClient, Operations {
    private final IamState state;
    private final AttachedPolicies policies;

    RolePolicies(IamState state) {
        this.state = state;
        this.policies = new AttachedPolicies(state);
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return state.change(() -> {
            state.role(request.roleName()).putInline(request.policyName(), request.policyDocument());
            return PutRolePolicyResponse.builder().build();
        });
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return state.read(() -> {
            return GetRolePolicyResponse.builder()
                    .roleName(request.roleName())
                    .policyName(request.policyName())
                    .policyDocument(state.role(request.roleName()).inline(request.policyName()))
                    .build();
        });
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        return state.change(() -> {
            state.role(request.roleName()).deleteInline(request.policyName());
            return DeleteRolePolicyResponse.builder().build();
        });
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    List.copyOf(state.role(request.roleName()).inline().keySet()),
                    request.marker(),
                    request.maxItems());
            return ListRolePoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        return state.change(() -> {
            policies.attach(state.role(request.roleName()), request.policyArn());
            return AttachRolePolicyResponse.builder().build();
        });
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        return state.change(() -> {
            policies.detach(state.role(request.roleName()), request.policyArn());
            return DetachRolePolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    policies.list(state.role(request.roleName()), request.pathPrefix()),
                    request.marker(),
                    request.maxItems());
            return ListAttachedRolePoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }
}
