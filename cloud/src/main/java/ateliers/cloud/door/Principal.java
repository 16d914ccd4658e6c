package ateliers.cloud.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who makes a call. The authoriser decides what it may do; this only says who it is. */
public sealed interface Principal {
    /** What policies and denial texts call it: an ARN, a service's name, or {@code anonymous}. */
    String arn();

    /** The account it belongs to; empty for services and for anonymous callers. */
    String account();

    /** The id that {@code aws:userid} and GetCallerIdentity show; empty for services and for anonymous callers. */
    String userId();

    /** The account's root user: everything is allowed to it. */
    record Root(String account) implements Principal {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }

        @Override
        public String userId() {
            return account;
        }
    }

    /**
     * An IAM user.
     *
     * @param name without its path
     * @param arn with its path
     */
    record User(String account, String name, String arn, String userId) implements Principal {}

    /**
     * A session of a role, as {@code arn:aws:sts::123456789012:assumed-role/role/session}.
     *
     * @param roleName without its path
     * @param roleArn with its path: what policies name and boundaries belong to
     * @param sessionPolicies policy documents given with AssumeRole, which narrow what the session may do
     * @param sessionTags {@code aws:PrincipalTag} values given with AssumeRole
     */
    record RoleSession(
            String account,
            String roleName,
            String roleArn,
            String roleId,
            String sessionName,
            List<String> sessionPolicies,
            Map<String, String> sessionTags)
            implements Principal {
        @Override
        public String arn() {
            return "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + sessionName;
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }
    }

    /**
     * An AWS service that acts on behalf of a resource: what a delivery is made as.
     *
     * @param name as {@code s3.amazonaws.com}
     * @param sourceArn {@code aws:SourceArn}
     * @param sourceAccount {@code aws:SourceAccount}
     */
    record Service(String name, Optional<String> sourceArn, Optional<String> sourceAccount) implements Principal {
        @Override
        public String arn() {
            return name;
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }
    }

    /** A request without credentials. */
    record Anonymous() implements Principal {
        @Override
        public String arn() {
            return "anonymous";
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String userId() {
            return "";
        }
    }

    /** A service that acts on behalf of a resource of an account. */
    static Service service(String name, String sourceArn, String sourceAccount) {
        return new Service(name, Optional.of(sourceArn), Optional.of(sourceAccount));
    }

    /** A service that acts for nobody in particular, as Lambda does when it assumes a function's role. */
    static Service service(String name) {
        return new Service(name, Optional.empty(), Optional.empty());
    }
}
