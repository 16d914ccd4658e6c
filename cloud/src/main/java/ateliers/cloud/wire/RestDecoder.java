package ateliers.cloud.wire;

import ateliers.cloud.http.Query;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests of restJson and restXml: members from labels, query, headers and body. */
final class RestDecoder {
    private final JsonCodec json;

    RestDecoder(JsonCodec json) {
        this.json = json;
    }

    /**
     * Fills a builder of the operation's request.
     *
     * @param body empty for operations that stream
     */
    void read(SdkOperation operation, Map<String, String> labels, WireRequest request, byte[] body, SdkPojo into) {
        boolean implicit = false;
        for (SdkField<?> field : into.sdkFields()) {
            if (field.location() == MarshallLocation.PAYLOAD) {
                if (field.containsTrait(PayloadTrait.class)) {
                    payload(operation, field, body, into);
                } else {
                    implicit = true;
                }
            } else {
                Object value = outsideBody(operation, into, field, labels, request);
                if (value != null) {
                    field.set(into, value);
                }
            }
        }
        if (implicit && body.length > 0) {
            structure(operation, body, into, operation.name() + "Request");
        }
    }

    private void payload(SdkOperation operation, SdkField<?> field, byte[] body, SdkPojo into) {
        if (body.length == 0) {
            return;
        }
        switch (field.marshallingType().getKnownType()) {
            case SDK_BYTES -> field.set(into, SdkBytes.fromByteArrayUnsafe(body));
            case STRING -> field.set(into, new String(body, StandardCharsets.UTF_8));
            case SDK_POJO -> {
                SdkPojo payload = field.constructor().get();
                structure(operation, body, payload, field.locationName());
                field.set(into, ((Buildable) payload).build());
            }
            default -> throw new IllegalStateException(operation + " has a payload of an unknown kind");
        }
    }

    private void structure(SdkOperation operation, byte[] body, SdkPojo into, String root) {
        if (operation.binding().protocol() == Protocol.REST_JSON) {
            json.read(body, into);
        } else {
            XmlNode node = XmlNode.parse(body);
            if (!node.name().equals(root)) {
                throw WireFault.malformedXml();
            }
            node.read(into);
        }
    }

    private static Object outsideBody(
            SdkOperation operation, SdkPojo into, SdkField<?> field, Map<String, String> labels, WireRequest request) {
        String name = field.locationName();
        return switch (field.location()) {
            case PATH, GREEDY_PATH -> {
                String label = labels.get(name);
                yield label == null ? null : scalar(field, Query.decode(label, false), Format.ISO_8601);
            }
            case QUERY_PARAM -> parameter(operation, into, field, request.query());
            case HEADER -> header(field, request.headers());
            default -> null;
        };
    }

    /** A map takes the parameters that neither another member nor the URI's template has. */
    private static boolean isFree(SdkOperation operation, SdkPojo into, String name) {
        String uri = operation.binding().uri();
        String constants = uri.substring(uri.indexOf('?') + 1);
        return into.sdkFields().stream()
                        .noneMatch(f -> f.location() == MarshallLocation.QUERY_PARAM
                                && f.locationName().equals(name))
                && !Query.parse(constants, false).containsKey(name);
    }

    private static Object parameter(
            SdkOperation operation, SdkPojo into, SdkField<?> field, Map<String, List<String>> query) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.MAP) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            boolean many = item.marshallingType().getKnownType() == MarshallingKnownType.LIST;
            query.forEach((name, values) -> {
                if (isFree(operation, into, name)) {
                    map.put(name, many ? values : values.get(0));
                }
            });
            return map.isEmpty() ? null : map;
        }
        List<String> values = query.get(field.locationName());
        if (values == null) {
            return null;
        }
        if (type == MarshallingKnownType.LIST) {
            return items(field, values, Format.ISO_8601);
        }
        return scalar(field, values.get(0), Format.ISO_8601);
    }

    private static Object header(SdkField<?> field, Map<String, List<String>> headers) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.MAP) {
            return prefixed(field.locationName().toLowerCase(Locale.ROOT), headers);
        }
        List<String> values = headers.get(field.locationName());
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (type == MarshallingKnownType.LIST) {
            List<String> parts = new ArrayList<>();
            values.forEach(v -> Arrays.stream(v.split(",")).map(String::trim).forEach(parts::add));
            return items(field, parts, Format.RFC_822);
        }
        return scalar(field, values.get(0), Format.RFC_822);
    }

    /** Headers of a prefix, as {@code x-amz-meta-}; their names arrive in small letters. */
    private static Map<String, String> prefixed(String prefix, Map<String, List<String>> headers) {
        Map<String, String> result = new LinkedHashMap<>();
        headers.forEach((name, values) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (small.startsWith(prefix)) {
                result.put(small.substring(prefix.length()), String.join(",", values));
            }
        });
        return result.isEmpty() ? null : result;
    }

    private static List<Object> items(SdkField<?> field, List<String> values, Format fallback) {
        SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> result = new ArrayList<>();
        values.forEach(v -> result.add(scalar(item, v, fallback)));
        return result;
    }

    private static Object scalar(SdkField<?> field, String text, Format fallback) {
        try {
            return Scalars.parse(field, text, fallback);
        } catch (IllegalArgumentException e) {
            throw WireFault.invalidArgument("Invalid value '" + text + "' for " + field.locationName());
        }
    }
}
