package ateliers.cloud.policy;

/**
 * Who asks.
 *
 * @param kind what sort of principal
 * @param account its account's 12 digits; empty for services and anonymous callers
 * @param arn the ARN denials show: of the user, of the session (sts), of the root; a service's name for a service
 * @param issuer for a role session the role's ARN, else the same as {@code arn}
 */
public record Caller(Kind kind, String account, String arn, String issuer) {

    /** The sorts of principals. */
    public enum Kind {
        ROOT,
        USER,
        SESSION,
        SERVICE,
        ANONYMOUS
    }

    public static Caller root(String account) {
        String arn = "arn:aws:iam::" + account + ":root";
        return new Caller(Kind.ROOT, account, arn, arn);
    }

    public static Caller user(String account, String arn) {
        return new Caller(Kind.USER, account, arn, arn);
    }

    public static Caller session(String account, String sessionArn, String roleArn) {
        return new Caller(Kind.SESSION, account, sessionArn, roleArn);
    }

    /** @param name the service principal, such as {@code s3.amazonaws.com} */
    public static Caller service(String name) {
        return new Caller(Kind.SERVICE, "", name, name);
    }

    public static Caller anonymous() {
        return new Caller(Kind.ANONYMOUS, "", "anonymous", "anonymous");
    }
}
