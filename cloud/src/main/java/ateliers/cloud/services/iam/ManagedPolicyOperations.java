package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.policy.ManagedPolicies;
import ateliers.cloud.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Managed policies and their versions. */
final class ManagedPolicyOperations implements IamClient, Operations {
    private static final int MAX_SIZE = 6_144;
    private static final int MAX_VERSIONS = 5;

    private final IamState state;

    ManagedPolicyOperations(IamState state) {
        this.state = state;
    }

    @Override
    public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
        String name = Checks.name(request.policyName(), "policyName", 128);
        String path = Checks.path(request.path());
        Checks.text(request.description(), "description", 1000);
        Tags.check(request.tags());
        String document = document(request.policyDocument());
        return state.change(() -> {
            boolean taken = state.policies().values().stream()
                    .anyMatch(policy -> policy.name().equalsIgnoreCase(name));
            if (taken) {
                throw IamErrors.alreadyExists(
                        "A policy called " + name + " already exists. Duplicate names are not allowed.");
            }
            String arn = state.arn("policy" + path + name);
            PolicyEntity policy =
                    new PolicyEntity(arn, state.newId("ANPA"), request.description(), state.now(), 1, document);
            policy.tags().add(request.tags());
            state.policies().put(arn, policy);
            return CreatePolicyResponse.builder().policy(shown(policy, false)).build();
        });
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        return state.read(() -> GetPolicyResponse.builder()
                .policy(shown(any(request.policyArn()), true))
                .build());
    }

    @Override
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        return state.change(() -> {
            PolicyEntity policy = own(request.policyArn());
            if (uses(policy, false) + uses(policy, true) > 0) {
                throw IamErrors.deleteConflict("Cannot delete a policy attached to entities.");
            }
            if (policy.versionCount() > 1) {
                throw IamErrors.deleteConflict("This policy has more than one version. Before you delete a policy, you"
                        + " must delete the policy's versions. The default version is deleted with the policy.");
            }
            state.policies().remove(policy.arn());
            return DeletePolicyResponse.builder().build();
        });
    }

    @Override
    public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
        String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
        PolicyScopeType scope = request.scope() == null ? PolicyScopeType.ALL : request.scope();
        boolean attachedOnly = Boolean.TRUE.equals(request.onlyAttached());
        String usage = request.policyUsageFilterAsString();
        return state.read(() -> {
            List<PolicyEntity> all = new ArrayList<>();
            if (scope != PolicyScopeType.AWS) {
                all.addAll(state.policies().values());
            }
            if (scope != PolicyScopeType.LOCAL) {
                ManagedPolicies.all().forEach(policy -> all.add(any(policy.arn())));
            }
            List<Policy> wanted = all.stream()
                    .filter(policy -> policy.path().startsWith(prefix))
                    .map(policy -> shown(policy, false))
                    .filter(policy ->
                            !attachedOnly || policy.attachmentCount() > 0 || policy.permissionsBoundaryUsageCount() > 0)
                    .filter(policy ->
                            !"PermissionsBoundary".equals(usage) || policy.permissionsBoundaryUsageCount() > 0)
                    .filter(policy -> !"PermissionsPolicy".equals(usage) || policy.attachmentCount() > 0)
                    .toList();
            Paging.Page<Policy> page = Checks.page(wanted, request.marker(), request.maxItems());
            return ListPoliciesResponse.builder()
                    .policies(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
        String document = document(request.policyDocument());
        return state.change(() -> {
            PolicyEntity policy = own(request.policyArn());
            if (policy.versionCount() >= MAX_VERSIONS) {
                throw IamErrors.limitExceeded("A managed policy can have up to 5 versions. Before you create a new"
                        + " version, you must delete an existing version.");
            }
            return CreatePolicyVersionResponse.builder()
                    .policyVersion(policy.add(document, Boolean.TRUE.equals(request.setAsDefault()), state.now()))
                    .build();
        });
    }

    @Override
    public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
        return state.read(() -> GetPolicyVersionResponse.builder()
                .policyVersion(any(request.policyArn())
                        .version(request.versionId())
                        .orElseThrow(() -> noVersion(request.policyArn(), request.versionId())))
                .build());
    }

    @Override
    public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
        return state.read(() -> {
            var page = Checks.page(any(request.policyArn()).versions(), request.marker(), request.maxItems());
            return ListPolicyVersionsResponse.builder()
                    .versions(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    @Override
    public SetDefaultPolicyVersionResponse setDefaultPolicyVersion(SetDefaultPolicyVersionRequest request) {
        return state.change(() -> {
            if (!own(request.policyArn()).makeDefault(request.versionId(), state.now())) {
                throw noVersion(request.policyArn(), request.versionId());
            }
            return SetDefaultPolicyVersionResponse.builder().build();
        });
    }

    @Override
    public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
        return state.change(() -> {
            PolicyEntity policy = own(request.policyArn());
            if (policy.version(request.versionId()).isEmpty()) {
                throw noVersion(request.policyArn(), request.versionId());
            }
            if (policy.defaultVersionId().equals(request.versionId())) {
                throw IamErrors.deleteConflict("Cannot delete the default version of a policy.");
            }
            policy.remove(request.versionId());
            return DeletePolicyVersionResponse.builder().build();
        });
    }

    @Override
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request) {
        return state.read(() -> {
            any(request.policyArn());
            boolean boundary = "PermissionsBoundary".equals(request.policyUsageFilterAsString());
            String filter = request.entityFilterAsString();
            List<Entity> all = holders(request.policyArn(), boundary)
                    .filter(entity -> entity.isUnder(request.pathPrefix()))
                    .filter(entity ->
                            filter == null || filter.equals(entity.kind().capital()))
                    .toList();
            Paging.Page<Entity> page = Checks.page(all, request.marker(), request.maxItems());
            return ListEntitiesForPolicyResponse.builder()
                    .policyGroups(of(page, EntityKind.GROUP)
                            .map(e -> PolicyGroup.builder()
                                    .groupName(e.name())
                                    .groupId(e.id())
                                    .build())
                            .toList())
                    .policyUsers(of(page, EntityKind.USER)
                            .map(e -> PolicyUser.builder()
                                    .userName(e.name())
                                    .userId(e.id())
                                    .build())
                            .toList())
                    .policyRoles(of(page, EntityKind.ROLE)
                            .map(e -> PolicyRole.builder()
                                    .roleName(e.name())
                                    .roleId(e.id())
                                    .build())
                            .toList())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    private static Stream<Entity> of(Paging.Page<Entity> page, EntityKind kind) {
        return page.items().stream().filter(entity -> entity.kind() == kind);
    }

    @Override
    public TagPolicyResponse tagPolicy(TagPolicyRequest request) {
        return state.change(() -> {
            own(request.policyArn()).tags().add(request.tags());
            return TagPolicyResponse.builder().build();
        });
    }

    @Override
    public UntagPolicyResponse untagPolicy(UntagPolicyRequest request) {
        return state.change(() -> {
            own(request.policyArn()).tags().remove(request.tagKeys());
            return UntagPolicyResponse.builder().build();
        });
    }

    @Override
    public ListPolicyTagsResponse listPolicyTags(ListPolicyTagsRequest request) {
        return state.read(() -> {
            var page = Checks.page(any(request.policyArn()).tags().list(), request.marker(), request.maxItems());
            return ListPolicyTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.isTruncated())
                    .marker(page.next())
                    .build();
        });
    }

    private static String document(String document) {
        Documents.parse(document, PolicyKind.MANAGED);
        if (Documents.size(document) > MAX_SIZE) {
            throw IamErrors.limitExceeded("Cannot exceed quota for PolicySize: " + MAX_SIZE);
        }
        return document;
    }

    private PolicyEntity any(String arn) {
        if (arn == null || !arn.startsWith("arn:aws:iam::")) {
            throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        }
        return state.policy(arn).orElseThrow(() -> {
            AttachedPolicies.requireKnown(arn);
            return IamErrors.noSuchEntity("Policy " + arn + " was not found.");
        });
    }

    /** A policy that may be changed: AWS's own may not. */
    private PolicyEntity own(String arn) {
        PolicyEntity policy = any(arn);
        if (arn.startsWith(ManagedPolicies.ARN_PREFIX)) {
            throw IamErrors.accessDenied("Policy is outside your own account.");
        }
        return policy;
    }

    private int uses(PolicyEntity policy, boolean asBoundary) {
        return (int) holders(policy.arn(), asBoundary).count();
    }

    /** The groups, users and roles that a policy is attached to, or is the boundary of. */
    private Stream<Entity> holders(String policyArn, boolean asBoundary) {
        return Stream.<Collection<? extends Entity>>of(
                        state.groups().values(),
                        state.users().values(),
                        state.roles().values())
                .<Entity>flatMap(Collection::stream)
                .filter(entity -> asBoundary
                        ? policyArn.equals(entity.boundary())
                        : entity.attached().contains(policyArn));
    }

    private static RuntimeException noVersion(String arn, String versionId) {
        return IamErrors.noSuchEntity(
                "Policy " + arn + " version " + versionId + " does not exist or is not attachable.");
    }

    private Policy shown(PolicyEntity policy, boolean whole) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersionId())
                .attachmentCount(uses(policy, false))
                .permissionsBoundaryUsageCount(uses(policy, true))
                .isAttachable(true)
                .description(whole ? policy.description() : null)
                .createDate(policy.created())
                .updateDate(policy.updated())
                .tags(policy.tags().shown())
                .build();
    }
}
