package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that a stack keeps in its buckets. */
public final class StoredText {
    private StoredText() {}

    /** The text of an object, if there is one; what is no UTF-8 in it is U+FFFD, for it is the student's. */
    public static Optional<String> of(Stack stack, String bucket, String key) {
        return StoredObject.of(stack, bucket, key).map(object -> new String(object.content(), StandardCharsets.UTF_8));
    }
}
