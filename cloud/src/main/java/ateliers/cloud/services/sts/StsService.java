package ateliers.cloud.services.sts;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS at the door. */
final class StsService implements AwsService<StsClient> {
    private final Sts implementation;

    StsService(Sts implementation) {
        this.implementation = implementation;
    }

    @Override
    public Class<StsClient> api() {
        return StsClient.class;
    }

    @Override
    public StsClient implementation() {
        return implementation;
    }

    @Override
    public void authorization(Rows rows) {
        rows.onEach(AssumeRoleRequest.class, StsService::assumeRole);
        // Neither asks for a permission: nobody can be kept from knowing who he is, and a user's token gives no more
        // than the user has.
        rows.onEach(GetCallerIdentityRequest.class, r -> List.of());
        rows.onEach(GetSessionTokenRequest.class, r -> List.of());
        rows.on(GetAccessKeyInfoRequest.class, r -> Need.anywhere("sts:GetAccessKeyInfo"));
    }

    @Override
    public void members(Members members) {
        members.lacking("AssumeRole", "SerialNumber", "TokenCode", "SourceIdentity", "TransitiveTagKeys")
                .lacking("AssumeRole", "ProvidedContexts")
                .lacking("GetSessionToken", "SerialNumber", "TokenCode")
                .elsewhere("AssumeRole", "ExternalId"); // a condition key, which is all that it is
    }

    private static List<Need> assumeRole(AssumeRoleRequest request) {
        String role = request.roleArn() == null ? "*" : request.roleArn();
        Need assume = Need.assumeRole(role);
        if (request.externalId() != null) {
            assume = assume.with("sts:ExternalId", request.externalId());
        }
        if (request.roleSessionName() != null) {
            assume = assume.with("sts:RoleSessionName", request.roleSessionName());
        }
        List<Need> needs = new ArrayList<>();
        needs.add(tagged(assume, request.tags()));
        if (!request.tags().isEmpty()) {
            needs.add(tagged(new Need("sts:TagSession", role), request.tags()));
        }
        return needs;
    }

    private static Need tagged(Need need, List<Tag> tags) {
        Need with = tags.isEmpty()
                ? need
                : need.with("aws:TagKeys", tags.stream().map(Tag::key).toArray(String[]::new));
        for (Tag tag : tags) {
            with = with.with("aws:RequestTag/" + tag.key(), tag.value() == null ? "" : tag.value());
        }
        return with;
    }

    @Override
    public AwsServiceException denied(Need need, String message) {
        return StsErrors.accessDenied(message);
    }
}
