package ateliers.cloud.policy;

/**
 * One question: may this caller do this to that.
 *
 * @param caller who asks
 * @param action as {@code service:Action}
 * @param resource the resource's ARN, or {@code *} for an action without resource
 * @param account the account that owns the resource
 * @param context the request's condition keys
 */
public record AccessRequest(Caller caller, String action, String resource, String account, RequestContext context) {}
