package ateliers.cloud.door;

/**
 * Where a cloud's resources are.
 *
 * @param account 12 digits
 * @param region as {@code eu-west-3}
 */
public record Place(String account, String region) {
    /** The ARN of a resource here, as {@code arn:aws:sqs:eu-west-3:123456789012:queue}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** The ARN of a resource of a global service, as {@code arn:aws:iam::123456789012:role/name}. */
    public String globalArn(String service, String resource) {
        return "arn:aws:" + service + "::" + account + ":" + resource;
    }
}
