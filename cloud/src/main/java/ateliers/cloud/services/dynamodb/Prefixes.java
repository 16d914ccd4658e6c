package ateliers.cloud.services.dynamodb;

import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where the strings or binaries end that begin with a prefix, in the order of their bytes. */
final class Prefixes {
    private static final int BYTE = 0xFF;

    private Prefixes() {}

    /** The least value after all that begin so; empty when there is none. */
    static Optional<AttributeValue> next(AttributeValue prefix) {
        return prefix.s() == null
                ? next(prefix.b().asByteArray()).map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes)))
                : next(prefix.s().codePoints().toArray()).map(AttributeValue::fromS);
    }

    private static Optional<byte[]> next(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if ((prefix[i] & BYTE) != BYTE) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Code points are in the order of their UTF-8; those of surrogates have none. */
    private static Optional<String> next(int[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != Character.MAX_CODE_POINT) {
                int[] next = Arrays.copyOf(prefix, i + 1);
                next[i] = next[i] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next[i] + 1;
                return Optional.of(new String(next, 0, next.length));
            }
        }
        return Optional.empty();
    }
}
