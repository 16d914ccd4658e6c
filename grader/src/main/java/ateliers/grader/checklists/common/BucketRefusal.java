package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A temporary Deny of an action on a bucket's objects in the bucket's policy, beside what the policy already says. */
public final class BucketRefusal {
    private static final String NO_POLICY = "NoSuchBucketPolicy";
    private static final String NO_STATEMENTS = "{\"Version\":\"2012-10-17\"}";

    private final Stack stack;
    private final String bucket;
    private final String action;
    /** Null where the bucket has no policy. */
    private final String before;

    private BucketRefusal(Stack stack, String bucket, String action, String before) {
        this.stack = stack;
        this.bucket = bucket;
        this.action = action;
        this.before = before;
    }

    /** Refuses an action, as {@code s3:PutObject}, to everybody from now on. */
    public static BucketRefusal of(Stack stack, String bucket, String action) {
        BucketRefusal refusal = new BucketRefusal(stack, bucket, action, policy(stack, bucket));
        PolicyRefusal.announce(stack, "arn:aws:s3:::" + bucket);
        refusal.apply();
        return refusal;
    }

    private static String policy(Stack stack, String bucket) {
        try {
            return stack.aws().s3().getBucketPolicy(r -> r.bucket(bucket)).policy();
        } catch (S3Exception e) {
            if (NO_POLICY.equals(e.awsErrorDetails().errorCode())) {
                return null;
            }
            throw e;
        }
    }

    public void apply() {
        String policy = before == null ? NO_STATEMENTS : before;
        String refusing = PolicyRefusal.added(policy, action, "arn:aws:s3:::" + bucket + "/*");
        stack.aws().s3().putBucketPolicy(r -> r.bucket(bucket).policy(refusing));
    }

    public void lift() {
        if (before == null) {
            stack.aws().s3().deleteBucketPolicy(r -> r.bucket(bucket));
        } else {
            stack.aws().s3().putBucketPolicy(r -> r.bucket(bucket).policy(before));
        }
    }
}
