package ateliers.cloud.policy;

import java.util.List;
import java.util.Set;

/** What IAM says of the {@code Resource} strings of identity policies. */
final class ResourceSyntax {
    private static final Set<String> PARTITIONS =
            Set.of("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc", "*");
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private ResourceSyntax() {}

    /** The sentence for the first fault, empty when there is none. */
    static String fault(String resource) {
        if (resource.equals("*")) {
            return "";
        }
        String[] parts = resource.split(":", 6);
        if (parts.length == 1) {
            return "Resource " + resource + " must be in ARN format or \"*\".";
        }
        if (!PARTITIONS.contains(parts[1])) {
            return "Partition \"" + parts[1] + "\" is not valid for resource \"arn:" + parts[1] + ":" + at(parts, 2)
                    + ":" + at(parts, 3) + ":" + at(parts, 4) + ":" + at(parts, 5) + "\".";
        }
        if (parts.length == 2) {
            return "Resource vendor must be fully qualified and cannot contain regexes.";
        }
        return parts.length < 4 ? "" : regionOrPathFault(resource, parts);
    }

    private static String regionOrPathFault(String resource, String[] parts) {
        String rest = parts.length > 5 ? parts[5] : "";
        boolean hasRegion = !parts[3].isEmpty();
        if (parts[2].equals("iam") && hasRegion) {
            return "IAM resource " + resource + " cannot contain region information.";
        }
        if (parts[2].equals("s3") && hasRegion && !rest.startsWith("accesspoint/") && !parts[3].equals("*")) {
            return "Resource " + resource + " can not contain region information.";
        }
        if (parts[2].equals("iam")
                && parts.length > 5
                && !rest.startsWith("*")
                && !rest.equals("root")
                && IAM_PATHS.stream().noneMatch(rest::startsWith)) {
            return "IAM resource path must either be \"*\", root, or start with " + String.join(", ", IAM_PATHS) + ".";
        }
        return "";
    }

    private static String at(String[] parts, int index) {
        return index < parts.length ? parts[index] : "*";
    }

    static boolean survivesLegacyParsing(String resource) {
        return resource.equals("*")
                || (resource.split(":", 6).length == 6 || !resource.contains("::"))
                        && !resource.split(":", 4)[2].isEmpty();
    }
}
