package ateliers.cloud.services.sts;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.traits.WireTraits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

/** Makes STS for a cloud. */
public final class StsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        return List.of(AwsService.of("sts", StsClient.class)
                .operations(new Sts(cloud))
                .rows(StsService::rows)
                .members(StsService::members)
                .wire(wire())
                .denied((need, message) -> StsErrors.accessDenied(message))
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .globalRegion("us-east-1")
                .xmlNamespace("https://sts.amazonaws.com/doc/2011-06-15/")
                // They give credentials to those who have none.
                .anonymous(Set.of("AssumeRoleWithSAML", "AssumeRoleWithWebIdentity")::contains);
    }

    private static void rows(Rows rows) {
        rows.onEach(AssumeRoleRequest.class, StsService::assumeRole);
        // Neither asks for a permission: nobody can be kept from knowing who he is, and a user's token gives no more
        // than the user has.
        rows.onEach(GetCallerIdentityRequest.class, r -> List.of());
        rows.onEach(GetSessionTokenRequest.class, r -> List.of());
        rows.on(GetAccessKeyInfoRequest.class, r -> Need.anywhere("sts:GetAccessKeyInfo"));
    }

    private static void members(Members members) {
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
        Map<String, String> tags = new LinkedHashMap<>();
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        List<Need> needs = new ArrayList<>(List.of(assume.tagging(tags)));
        if (!tags.isEmpty()) {
            needs.add(new Need("sts:TagSession", role).tagging(tags));
        }
        return needs;
    }
}
