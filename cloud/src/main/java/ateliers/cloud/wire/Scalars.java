package ateliers.cloud.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Simple values as text: in forms, XML, headers, query parameters and paths. */
final class Scalars {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Scalars() {}

    /**
     * The value a text stands for.
     *
     * @param fallback the timestamp format of the place it stands in
     * @throws IllegalArgumentException when it stands for none
     */
    static Object parse(SdkField<?> field, String text, Format fallback) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING ->
                    field.containsTrait(JsonValueTrait.class)
                            ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
                            : text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case BIG_DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> bool(text);
                case INSTANT -> instant(text, format(field, fallback));
                case SDK_BYTES ->
                    SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
                default -> throw new IllegalArgumentException("no text stands for " + field.memberName());
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The text of a value; the opposite of {@link #parse}. */
    static String text(SdkField<?> field, Object value, Format fallback) {
        if (value instanceof Instant instant) {
            return text(instant, format(field, fallback));
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof String text && field.containsTrait(JsonValueTrait.class)) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
        return String.valueOf(value);
    }

    static Format format(SdkField<?> field, Format fallback) {
        TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
        return trait == null ? fallback : trait.format();
    }

    static String text(Instant value, Format format) {
        return switch (format) {
            case ISO_8601 -> value.truncatedTo(ChronoUnit.MILLIS).toString();
            case RFC_822 -> HTTP_DATE.format(value);
            case UNIX_TIMESTAMP -> seconds(value).toPlainString();
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(value.toEpochMilli());
            default -> throw new IllegalStateException("A timestamp format the SDK gained: " + format);
        };
    }

    static Instant instant(String text, Format format) {
        return switch (format) {
            case ISO_8601 -> OffsetDateTime.parse(text).toInstant();
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            case UNIX_TIMESTAMP -> instant(new BigDecimal(text));
            case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(Long.parseLong(text));
            default -> throw new IllegalStateException("A timestamp format the SDK gained: " + format);
        };
    }

    /** Epoch seconds, to the millisecond. */
    static BigDecimal seconds(Instant value) {
        BigDecimal seconds = BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    static Instant instant(BigDecimal seconds) {
        if (seconds.precision() - seconds.scale() > 15) {
            throw new ArithmeticException("no such time");
        }
        return Instant.ofEpochMilli(
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException("not a boolean: " + text);
        };
    }

    /** A member's value, or null when the member is not set: the SDK shows lists and maps never set as empty ones. */
    static Object value(SdkField<?> field, SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        boolean unset = value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>;
        return unset ? null : value;
    }

    static boolean isEmpty(Object value) {
        return value instanceof Collection<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
