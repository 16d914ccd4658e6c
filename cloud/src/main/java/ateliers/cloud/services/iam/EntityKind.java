package ateliers.cloud.services.iam;

/** Roles, users and groups, with what differs between them. */
enum EntityKind {
    ROLE("role", "AROA", 64, 10_240, 10),
    USER("user", "AIDA", 64, 2_048, 10),
    GROUP("group", "AGPA", 128, 5_120, 10);

    private final String label;
    private final String idPrefix;
    private final int maxName;
    private final int maxInline;
    private final int maxAttached;

    EntityKind(String label, String idPrefix, int maxName, int maxInline, int maxAttached) {
        this.label = label;
        this.idPrefix = idPrefix;
        this.maxName = maxName;
        this.maxInline = maxInline;
        this.maxAttached = maxAttached;
    }

    /** As in ARNs and error texts. */
    String label() {
        return label;
    }

    /** As at the start of error texts and in quota names. */
    String capital() {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /** As in {@code roleName}. */
    String member() {
        return label + "Name";
    }

    String idPrefix() {
        return idPrefix;
    }

    int maxName() {
        return maxName;
    }

    /** Characters of all inline policies together, without white space. */
    int maxInline() {
        return maxInline;
    }

    int maxAttached() {
        return maxAttached;
    }
}
