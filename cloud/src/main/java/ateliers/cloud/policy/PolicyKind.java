package ateliers.cloud.policy;

/** Where a document is used: each place has rules of its own for what the document must and must not hold. */
public enum PolicyKind {
    /** Managed policy: no principal, version 2012-10-17. */
    MANAGED,
    /** Inline policy of a user, group or role: no principal. */
    INLINE,
    /** Session policy: no principal. */
    SESSION,
    /** Trust policy of a role: a principal, STS actions, no resource. */
    TRUST,
    /** Policy of a bucket, queue, topic, function or secret: a principal and a resource. */
    RESOURCE;

    boolean takesPrincipal() {
        return this == TRUST || this == RESOURCE;
    }
}
