package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What a stack keeps in its buckets. Whoever wrote it may have written anything: what is larger than any lab asks for is not read, and
 * fails the criterion.
 *
 * @param contentType as S3 tells it
 */
public record StoredObject(byte[] content, String contentType) {
    /** In bytes: many times what the largest object of a lab takes. */
    static final long LARGEST = 10_000_000;

    /** An object, if there is one. */
    public static Optional<StoredObject> of(Stack stack, String bucket, String key) {
        try (ResponseInputStream<GetObjectResponse> object =
                stack.aws().s3().getObject(r -> r.bucket(bucket).key(key))) {
            long length = object.response().contentLength();
            if (length > LARGEST) {
                object.abort();
            }
            requireBearable(key, length);
            return Optional.of(
                    new StoredObject(object.readAllBytes(), object.response().contentType()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param length in bytes */
    static void requireBearable(String key, long length) {
        Expectation.that("Ce que ta pile range dans ses buckets garde une taille que l'on peut lire.")
                .expected("au plus %d octets".formatted(LARGEST))
                .seen("%d octets sous la clé %s".formatted(length, Expectation.brief(key)))
                .hint("n'écris dans cet objet que ce que le contrat demande.")
                .holdsIf(length <= LARGEST);
    }
}
