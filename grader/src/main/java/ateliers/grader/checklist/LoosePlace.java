package ateliers.grader.checklist;

import ateliers.cloud.policy.IamReference.ResourceType;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * Where a policy's resource is, when it is elsewhere too: a name is a name of its region and account, and what another region or account
 * calls so is not the stack's.
 *
 * @param region whether another region's, too
 * @param account whether another account's, too
 */
record LoosePlace(boolean region, boolean account) {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    /**
     * Of a resource, as one of this type.
     *
     * @param ownRegion the stack's
     * @param ownAccount the stack's
     */
    static Optional<LoosePlace> in(String resource, ResourceType type, String ownRegion, String ownAccount) {
        String[] parts = resource.split(":", 6);
        String[] template = type.arn().split(":", 6);
        if (parts.length < 6
                || template.length < 6
                || !Wildcards.match(parts[2], template[2])
                || !parts[5].startsWith(template[5].replaceFirst("\\$\\{.*", ""))) {
            return Optional.empty();
        }
        boolean region = template[REGION].contains("${")
                && Wildcards.in(parts[REGION])
                && Region.regions().stream()
                        .map(Region::id)
                        .anyMatch(id -> !id.equals(ownRegion) && Wildcards.match(parts[REGION], id));
        boolean account = template[ACCOUNT].contains("${")
                && Wildcards.account(parts[ACCOUNT], ownAccount).isPresent();
        return region || account ? Optional.of(new LoosePlace(region, account)) : Optional.empty();
    }

    /** What it is worth for beside the stack's own. */
    String elsewhere() {
        return region && account
                ? "une autre région et un autre compte"
                : region ? "une autre région" : "un autre compte";
    }

    /** What to write in a !Sub. */
    String cure() {
        return region && account
                ? "${AWS::Region} et ${AWS::AccountId}"
                : region ? "${AWS::Region}" : "${AWS::AccountId}";
    }
}
