package ateliers.cloud.wire;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Bodies in JSON, and in CBOR, which is the same tree with byte strings and tagged timestamps.
 *
 * <p>As on AWS, members nobody knows are skipped, and a value of the wrong type is a {@code SerializationException}.
 */
final class JsonCodec {
    /** A function's code may come inline, as base64 of 50 MB. */
    private static final int LONGEST_STRING = 120 * 1024 * 1024;

    private static final int EPOCH_TIME = 1;

    private final JsonFactory factory;
    private final boolean cbor;

    private JsonCodec(JsonFactory factory, boolean cbor) {
        this.factory = factory;
        this.cbor = cbor;
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build());
    }

    static JsonCodec json() {
        return new JsonCodec(new JsonFactory(), false);
    }

    static JsonCodec cbor() {
        return new JsonCodec(new CBORFactory(), true);
    }

    /** Fills a builder from a body; an empty body leaves it empty. */
    void read(byte[] body, SdkPojo into) {
        if (body.length == 0) {
            return;
        }
        try (JsonParser parser = factory.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw WireFault.serialization(null);
            }
            members(parser, into);
            if (parser.nextToken() != null) {
                throw WireFault.serialization(null);
            }
        } catch (JsonProcessingException e) {
            throw WireFault.serialization(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void members(JsonParser parser, SdkPojo into) throws IOException {
        Map<String, SdkField<?>> fields = into.sdkFieldNameToField();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            SdkField<?> field = fields.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (field == null || field.location() != MarshallLocation.PAYLOAD) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(into, value(parser, token, field));
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw WireFault.serialization(null);
        }
    }

    private Object value(JsonParser parser, JsonToken token, SdkField<?> field) throws IOException {
        switch (field.marshallingType().getKnownType()) {
            case SDK_POJO:
                expect(token == JsonToken.START_OBJECT, token, "structure");
                SdkPojo pojo = field.constructor().get();
                members(parser, pojo);
                return ((Buildable) pojo).build();
            case LIST:
                expect(token == JsonToken.START_ARRAY, token, "list");
                return list(parser, field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP:
                expect(token == JsonToken.START_OBJECT, token, "map");
                return map(parser, field.getTrait(MapTrait.class).valueFieldInfo());
            default:
                return scalar(parser, token, field);
        }
    }

    private List<Object> list(JsonParser parser, SdkField<?> item) throws IOException {
        List<Object> result = new ArrayList<>();
        JsonToken token = parser.nextToken();
        for (; token != JsonToken.END_ARRAY && token != null; token = parser.nextToken()) {
            result.add(token == JsonToken.VALUE_NULL ? absent(item) : value(parser, token, item));
        }
        return result;
    }

    private Map<String, Object> map(JsonParser parser, SdkField<?> item) throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            result.put(key, token == JsonToken.VALUE_NULL ? absent(item) : value(parser, token, item));
        }
        return result;
    }

    /** A null among a list's or map's values: an empty structure, which the service then refuses in its own words. */
    private static Object absent(SdkField<?> item) {
        if (item.constructor() == null) {
            throw WireFault.serialization("Null value found where not expected");
        }
        return ((Buildable) item.constructor().get()).build();
    }

    private Object scalar(JsonParser parser, JsonToken token, SdkField<?> field) throws IOException {
        if (token.isStructStart()) {
            throw misplaced(token);
        }
        boolean number = token.isNumeric();
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> typed(token == JsonToken.VALUE_STRING, token, "a String", parser::getText);
            case INTEGER ->
                typed(number, token, "an Integer", () -> exact(parser).intValueExact());
            case LONG -> typed(number, token, "a Long", () -> exact(parser).longValueExact());
            case SHORT -> typed(number, token, "a Short", () -> exact(parser).shortValueExact());
            case BYTE -> typed(number, token, "a Byte", () -> exact(parser).byteValueExact());
            case FLOAT ->
                typed(number || notFinite(parser, token), token, "a Float", () -> Float.valueOf(parser.getText()));
            case DOUBLE ->
                typed(number || notFinite(parser, token), token, "a Double", () -> Double.valueOf(parser.getText()));
            case BIG_DECIMAL -> typed(number, token, "a BigDecimal", parser::getDecimalValue);
            case BOOLEAN -> typed(token.isBoolean(), token, "a Boolean", parser::getBooleanValue);
            case INSTANT -> instant(parser, token, field);
            case SDK_BYTES ->
                typed(
                        token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_EMBEDDED_OBJECT,
                        token,
                        "a Blob",
                        () -> SdkBytes.fromByteArrayUnsafe(parser.getBinaryValue()));
            default -> throw new Unsupported("members of type " + field.marshallingType());
        };
    }

    private Instant instant(JsonParser parser, JsonToken token, SdkField<?> field) throws IOException {
        Format format = Scalars.format(field, Format.UNIX_TIMESTAMP);
        if (cbor || format == Format.UNIX_TIMESTAMP) {
            return typed(token.isNumeric(), token, "a Timestamp", () -> Scalars.instant(parser.getDecimalValue()));
        }
        if (format == Format.UNIX_TIMESTAMP_MILLIS) {
            return typed(token.isNumeric(), token, "a Timestamp", () -> Instant.ofEpochMilli(parser.getLongValue()));
        }
        return typed(token == JsonToken.VALUE_STRING, token, "a Timestamp", () ->
                (Instant) Scalars.parse(field, parser.getText(), format));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T typed(boolean fits, JsonToken token, String type, Reading<T> reading) throws IOException {
        if (fits) {
            try {
                return reading.read();
            } catch (IllegalArgumentException | ArithmeticException e) {
                // falls through to the refusal
            }
        }
        throw WireFault.serialization(named(token) + " can not be converted to " + type);
    }

    private static BigDecimal exact(JsonParser parser) throws IOException {
        return parser.getDecimalValue();
    }

    private static boolean notFinite(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING
                && List.of("NaN", "Infinity", "-Infinity").contains(parser.getText());
    }

    private static String named(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_NUMBER_INT -> "NUMBER_VALUE";
            case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> token.name();
        };
    }

    private static void expect(boolean fits, JsonToken token, String type) {
        if (!fits) {
            throw token.isStructStart()
                    ? misplaced(token)
                    : WireFault.serialization(named(token) + " can not be converted to a " + type);
        }
    }

    private static WireFault misplaced(JsonToken token) {
        return WireFault.serialization(
                token == JsonToken.START_ARRAY
                        ? "Start of list found where not expected"
                        : "Start of structure or map found where not expected.");
    }

    /** A body of a structure's members, those of the predicate. */
    byte[] write(SdkPojo pojo, Map<String, String> extra, Predicate<SdkField<?>> chosen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = factory.createGenerator(out)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> entry : extra.entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            if (pojo != null) {
                members(generator, pojo, chosen);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void members(JsonGenerator generator, SdkPojo pojo, Predicate<SdkField<?>> chosen) throws IOException {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Scalars.value(field, pojo);
            if (value != null && chosen.test(field)) {
                generator.writeFieldName(field.locationName());
                write(generator, field, value);
            }
        }
    }

    private void write(JsonGenerator generator, SdkField<?> field, Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            generator.writeStartObject();
            members(generator, pojo, f -> true);
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, item, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(generator, item, entry.getValue());
            }
            generator.writeEndObject();
        } else {
            scalar(generator, field, value);
        }
    }

    private void scalar(JsonGenerator generator, SdkField<?> field, Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Instant instant) {
            write(generator, instant, Scalars.format(field, Format.UNIX_TIMESTAMP));
        } else if (value instanceof SdkBytes bytes) {
            generator.writeBinary(bytes.asByteArrayUnsafe());
        } else if (value instanceof Float number) {
            write(generator, number.doubleValue(), value);
        } else if (value instanceof Double number) {
            write(generator, number, value);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else {
            generator.writeNumber(((Number) value).longValue());
        }
    }

    private void write(JsonGenerator generator, double number, Object original) throws IOException {
        if (cbor) {
            generator.writeNumber(number);
        } else if (Double.isFinite(number)) {
            generator.writeNumber(original.toString());
        } else {
            generator.writeString(original.toString());
        }
    }

    private void write(JsonGenerator generator, Instant instant, Format format) throws IOException {
        if (generator instanceof CBORGenerator tagged) {
            tagged.writeTag(EPOCH_TIME);
            generator.writeNumber(Scalars.seconds(instant).doubleValue());
        } else if (format == Format.UNIX_TIMESTAMP) {
            generator.writeNumber(Scalars.seconds(instant));
        } else if (format == Format.UNIX_TIMESTAMP_MILLIS) {
            generator.writeNumber(instant.toEpochMilli());
        } else {
            generator.writeString(Scalars.text(instant, format));
        }
    }
}
