package ateliers.cloud.policy;

/** The kind of policy that decided a request, as AWS names it in denials. */
public enum PolicyType {
    IDENTITY("identity-based policy", "an identity-based policy"),
    RESOURCE("resource-based policy", "a resource-based policy"),
    BOUNDARY("permissions boundary", "a permissions boundary"),
    SESSION("session policy", "a session policy"),
    TRUST("role trust policy", "the role trust policy");

    private final String name;
    private final String withArticle;

    PolicyType(String name, String withArticle) {
        this.name = name;
        this.withArticle = withArticle;
    }

    String implicit(String action) {
        return "because no " + name + " allows the " + action + " action";
    }

    String explicit() {
        return "with an explicit deny in " + withArticle;
    }
}
