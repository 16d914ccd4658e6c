package ateliers.cloud.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Fills requests and responses with random values, the same for the same seed. */
final class RandomPojos {
    private static final int DEEPEST = 4;

    /**
     * What S3's client sets or reads itself: lengths, checksums it computes, the parts of a copy's source. In its responses two members
     * share the header Expires. EventBridge's client signs for an endpoint id in a way that needs a native library.
     */
    private static final Set<String> UNSET = Set.of(
            "ContentLength",
            "ChecksumAlgorithm",
            "ChecksumMode",
            "EndpointId",
            "SourceBucket",
            "SourceKey",
            "SourceVersionId",
            "ExpiresString");

    private static final String[] PIECES = {
        "a", "Z", "9", "-", "_", ".", "~", " ", "+", "&", "<", ">", "\"", "'", "%", "=", "/", "?", "é", "日", "😀", ",",
        ";"
    };

    private final Random random;

    RandomPojos(long seed) {
        this.random = new Random(seed);
    }

    /** Fills a builder and builds it. */
    SdkPojo fill(SdkPojo builder) {
        return fill(builder, 0);
    }

    private SdkPojo fill(SdkPojo builder, int depth) {
        boolean any = false;
        Set<String> names = new HashSet<>();
        for (SdkField<?> field : builder.sdkFields()) {
            names.add(field.memberName());
        }
        for (SdkField<?> field : builder.sdkFields()) {
            boolean deep = field.marshallingType() == MarshallingType.SDK_POJO
                    || field.marshallingType() == MarshallingType.LIST
                    || field.marshallingType() == MarshallingType.MAP;
            if (!UNSET.contains(field.memberName())
                    && !(field.memberName().equals("Expires") && names.contains("ExpiresString"))
                    && !(deep && depth > DEEPEST && !field.containsTrait(RequiredTrait.class))
                    && (must(field) || random.nextInt(10) < 7)) {
                field.set(builder, value(field, depth));
                any = true;
            }
        }
        if (!any && depth > 0) {
            // Nothing in a form or in XML tells a structure without members from none.
            builder.sdkFields().stream()
                    .filter(f -> f.marshallingType() != MarshallingType.SDK_POJO || depth <= 3 * DEEPEST)
                    .findFirst()
                    .ifPresent(f -> f.set(builder, value(f, depth)));
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static boolean must(SdkField<?> field) {
        return field.location() == MarshallLocation.PATH
                || field.location() == MarshallLocation.GREEDY_PATH
                || field.location() == MarshallLocation.STATUS_CODE
                || field.location() == MarshallLocation.HEADER && field.marshallingType() == MarshallingType.MAP
                || field.containsTrait(RequiredTrait.class)
                || field.containsTrait(PayloadTrait.class)
                || field.containsTrait(DefaultValueTrait.class);
    }

    private Object value(SdkField<?> field, int depth) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text(field);
            case INTEGER -> field.location() == MarshallLocation.STATUS_CODE ? (Object) 200 : random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextDouble() * 1e6;
            case BIG_DECIMAL -> BigDecimal.valueOf(random.nextLong(), 5);
            case BOOLEAN -> random.nextBoolean();
            case INSTANT -> instant(field);
            case SDK_BYTES -> bytes();
            case SDK_POJO -> pojo(field, depth);
            case LIST -> list(field, depth);
            case MAP -> map(field, depth);
            default -> throw new IllegalStateException("cannot make " + field);
        };
    }

    private Object pojo(SdkField<?> field, int depth) {
        SdkPojo builder = field.constructor().get();
        if (field.containsTrait(XmlAttributesTrait.class)) {
            // The SDK marshals an attribute that is not set as the text "null", and does not escape one that is.
            builder.sdkFields().forEach(f -> f.set(builder, plain()));
            return ((Buildable) builder).build();
        }
        return fill(builder, depth + 1);
    }

    private Instant instant(SdkField<?> field) {
        boolean toTheSecond = field.location() != MarshallLocation.PAYLOAD
                || field.containsTrait(TimestampFormatTrait.class)
                        && field.getTrait(TimestampFormatTrait.class).format() == TimestampFormatTrait.Format.RFC_822;
        long seconds = 1_500_000_000L + random.nextInt(500_000_000);
        return toTheSecond
                ? Instant.ofEpochSecond(seconds)
                : Instant.ofEpochSecond(seconds, random.nextInt(1000) * 1_000_000L);
    }

    private SdkBytes bytes() {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    private List<Object> list(SdkField<?> field, int depth) {
        SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
        boolean outside = field.location() != MarshallLocation.PAYLOAD;
        List<Object> list = new ArrayList<>();
        int size = 1 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            list.add(outside ? plain() : value(item, depth + 1));
        }
        return list;
    }

    private Map<String, Object> map(SdkField<?> field, int depth) {
        SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
        boolean outside = field.location() != MarshallLocation.PAYLOAD;
        Map<String, Object> map = new LinkedHashMap<>();
        int size = 1 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            map.put(outside ? "k" + i : plain() + i, outside ? plain() : value(item, depth + 1));
        }
        return map;
    }

    private String text(SdkField<?> field) {
        if (field.containsTrait(JsonValueTrait.class)) {
            return "{\"" + plain() + "\":1}";
        }
        return switch (field.location()) {
            case HEADER -> plain();
            case PATH -> field.locationName().equals("Bucket") ? "bucket-" + random.nextInt(1000) : "p" + wild();
            default -> wild();
        };
    }

    private String plain() {
        return "v" + Integer.toString(random.nextInt(1_000_000), 36);
    }

    private String wild() {
        StringBuilder text = new StringBuilder("w");
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.append('w').toString();
    }
}
