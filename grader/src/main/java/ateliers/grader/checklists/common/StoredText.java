package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Texts that a stack keeps in its buckets. */
public final class StoredText {
    private StoredText() {}

    /** The text of an object, if there is one; what is no UTF-8 in it is U+FFFD, for it is the student's. */
    public static Optional<String> of(Stack stack, String bucket, String key) {
        try {
            byte[] content = stack.aws()
                    .s3()
                    .getObjectAsBytes(r -> r.bucket(bucket).key(key))
                    .asByteArrayUnsafe();
            return Optional.of(new String(content, StandardCharsets.UTF_8));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
