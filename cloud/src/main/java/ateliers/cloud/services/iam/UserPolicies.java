package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** Policies of users. */
final class UserPolicies implements IamClient, Operations {
    private final IamState state;
    private final AttachedPolicies policies;

    UserPolicies(IamState state) {
        this.state = state;
        this.policies = new AttachedPolicies(state);
    }

    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        return state.change(() -> {
            state.user(request.userName()).putInline(request.policyName(), request.policyDocument());
            return PutUserPolicyResponse.builder().build();
        });
    }

    @Override
    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
        return state.read(() -> {
            return GetUserPolicyResponse.builder()
                    .userName(request.userName())
                    .policyName(request.policyName())
                    .policyDocument(state.user(request.userName()).inline(request.policyName()))
                    .build();
        });
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        return state.change(() -> {
            state.user(request.userName()).deleteInline(request.policyName());
            return DeleteUserPolicyResponse.builder().build();
        });
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    List.copyOf(state.user(request.userName()).inline().keySet()),
                    request.marker(),
                    request.maxItems());
            return ListUserPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        return state.change(() -> {
            policies.attach(state.user(request.userName()), request.policyArn());
            return AttachUserPolicyResponse.builder().build();
        });
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        return state.change(() -> {
            policies.detach(state.user(request.userName()), request.policyArn());
            return DetachUserPolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request) {
        return state.read(() -> {
            var page = Checks.page(
                    policies.list(state.user(request.userName()), request.pathPrefix()),
                    request.marker(),
                    request.maxItems());
            return ListAttachedUserPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }
}
