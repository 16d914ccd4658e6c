package ateliers.cloud.services.iam;

import ateliers.cloud.door.ServiceContext;
import java.util.List;
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
abstract class IamUserPolicies extends IamUsers {
    IamUserPolicies(ServiceContext cloud, IamState state) {
        super(cloud, state);
    }

    @Override
    public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
        return change(() -> {
            putInline(requiredUser(request.userName()), request.policyName(), request.policyDocument());
            return PutUserPolicyResponse.builder().build();
        });
    }

    @Override
    public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
        return read(() -> {
            return GetUserPolicyResponse.builder()
                    .userName(request.userName())
                    .policyName(request.policyName())
                    .policyDocument(getInline(requiredUser(request.userName()), request.policyName()))
                    .build();
        });
    }

    @Override
    public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
        return change(() -> {
            deleteInline(requiredUser(request.userName()), request.policyName());
            return DeleteUserPolicyResponse.builder().build();
        });
    }

    @Override
    public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
        return read(() -> {
            var page = Page.of(
                    List.copyOf(requiredUser(request.userName()).inline().keySet()),
                    request.marker(),
                    request.maxItems());
            return ListUserPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
        return change(() -> {
            attach(requiredUser(request.userName()), request.policyArn());
            return AttachUserPolicyResponse.builder().build();
        });
    }

    @Override
    public DetachUserPolicyResponse detachUserPolicy(DetachUserPolicyRequest request) {
        return change(() -> {
            detach(requiredUser(request.userName()), request.policyArn());
            return DetachUserPolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedUserPoliciesResponse listAttachedUserPolicies(ListAttachedUserPoliciesRequest request) {
        return read(() -> {
            var page = Page.of(
                    attached(requiredUser(request.userName()), request.pathPrefix()),
                    request.marker(),
                    request.maxItems());
            return ListAttachedUserPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
