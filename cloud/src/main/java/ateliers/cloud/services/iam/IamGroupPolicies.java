package ateliers.cloud.services.iam;

import ateliers.cloud.door.ServiceContext;
import java.util.List;
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
abstract class IamGroupPolicies extends IamGroups {
    IamGroupPolicies(ServiceContext cloud, IamState state) {
        super(cloud, state);
    }

    @Override
    public PutGroupPolicyResponse putGroupPolicy(PutGroupPolicyRequest request) {
        return change(() -> {
            putInline(group(request.groupName()), request.policyName(), request.policyDocument());
            return PutGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request) {
        return read(() -> {
            return GetGroupPolicyResponse.builder()
                    .groupName(request.groupName())
                    .policyName(request.policyName())
                    .policyDocument(getInline(group(request.groupName()), request.policyName()))
                    .build();
        });
    }

    @Override
    public DeleteGroupPolicyResponse deleteGroupPolicy(DeleteGroupPolicyRequest request) {
        return change(() -> {
            deleteInline(group(request.groupName()), request.policyName());
            return DeleteGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request) {
        return read(() -> {
            var page = Page.of(
                    List.copyOf(group(request.groupName()).inline().keySet()), request.marker(), request.maxItems());
            return ListGroupPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }

    @Override
    public AttachGroupPolicyResponse attachGroupPolicy(AttachGroupPolicyRequest request) {
        return change(() -> {
            attach(group(request.groupName()), request.policyArn());
            return AttachGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public DetachGroupPolicyResponse detachGroupPolicy(DetachGroupPolicyRequest request) {
        return change(() -> {
            detach(group(request.groupName()), request.policyArn());
            return DetachGroupPolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(ListAttachedGroupPoliciesRequest request) {
        return read(() -> {
            var page = Page.of(
                    attached(group(request.groupName()), request.pathPrefix()), request.marker(), request.maxItems());
            return ListAttachedGroupPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.marker())
                    .build();
        });
    }
}
