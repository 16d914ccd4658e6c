package ateliers.cloud.wire;

import ateliers.cloud.http.WireResponse;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Responses of restJson and restXml: members go to status, headers and body. */
final class RestEncoder {
    private static final byte[] NOTHING = new byte[0];

    /** The status of an answer that is a <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.3.7">range</a>. */
    private static final int PARTIAL = 206;

    private final JsonCodec json;

    RestEncoder(JsonCodec json) {
        this.json = json;
    }

    /** The answer, but for streamed output only its status and headers. */
    WireResponse write(Api api, SdkOperation operation, SdkPojo response) {
        int status = api.traits().success(operation.name());
        Map<String, List<String>> headers = new LinkedHashMap<>();
        boolean implicit = false;
        SdkField<?> payload = null;
        for (SdkField<?> field : response.sdkFields()) {
            Object value = Scalars.value(field, response);
            if (field.location() == MarshallLocation.PAYLOAD) {
                implicit |= !field.containsTrait(PayloadTrait.class);
                payload = field.containsTrait(PayloadTrait.class) ? field : payload;
            } else if (value != null && field.location() == MarshallLocation.HEADER) {
                header(field, value, headers);
            } else if (value != null && field.location() == MarshallLocation.STATUS_CODE) {
                status = (Integer) value;
            }
        }
        byte[] body = NOTHING;
        boolean isJson = operation.binding().protocol() == Protocol.REST_JSON;
        if (payload != null) {
            body = payload(api, operation, payload, Scalars.value(payload, response), headers);
        } else if (implicit) {
            body = isJson ? json.write(response, Map.of(), RestEncoder::inBody) : xml(api, operation, response);
            headers.put("Content-Type", List.of(isJson ? "application/json" : "application/xml"));
        } else if (isJson && status == 200 && !operation.streamingOutput()) {
            body = new byte[] {'{', '}'};
            headers.put("Content-Type", List.of("application/json"));
        }
        if (headers.containsKey("Content-Range")) {
            status = PARTIAL;
        }
        return new WireResponse(status, headers, status == 204 ? NOTHING : body);
    }

    private static boolean inBody(SdkField<?> field) {
        return field.location() == MarshallLocation.PAYLOAD;
    }

    private static byte[] xml(Api api, SdkOperation operation, SdkPojo response) {
        String root =
                api.rest().map(rest -> rest.rootElement(operation)).orElseGet(() -> operation.name() + "Response");
        return new XmlWriter(api, operation)
                .open(root, api.xmlNamespace())
                .members(response)
                .close(root)
                .bytes();
    }

    private byte[] payload(
            Api api, SdkOperation operation, SdkField<?> field, Object value, Map<String, List<String>> headers) {
        boolean isJson = operation.binding().protocol() == Protocol.REST_JSON;
        if (api.rest().isPresent() && api.rest().get().textInElement(operation)) {
            headers.put("Content-Type", List.of("application/xml"));
            return new XmlWriter(api, operation)
                    .open(field.locationName(), api.xmlNamespace())
                    .text(value == null ? "" : (String) value)
                    .close(field.locationName())
                    .bytes();
        }
        if (value instanceof SdkBytes bytes) {
            contentType(operation, isJson ? "application/json" : "application/octet-stream", headers);
            return bytes.asByteArrayUnsafe();
        }
        if (value instanceof String text) {
            contentType(operation, "application/json", headers);
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (!(value instanceof SdkPojo pojo)) {
            return NOTHING;
        }
        headers.put("Content-Type", List.of(isJson ? "application/json" : "application/xml"));
        if (isJson) {
            return json.write(pojo, Map.of(), f -> true);
        }
        return new XmlWriter(api, operation)
                .open(field.unmarshallLocationName(), api.xmlNamespace())
                .members(pojo)
                .close(field.unmarshallLocationName())
                .bytes();
    }

    /** The default, for operations whose response has no member of that name. */
    private static void contentType(SdkOperation operation, String type, Map<String, List<String>> headers) {
        boolean member = operation.newResponse().sdkFields().stream()
                .anyMatch(f -> f.location() == MarshallLocation.HEADER
                        && f.locationName().equalsIgnoreCase("Content-Type"));
        if (!member) {
            headers.put("Content-Type", List.of(type));
        }
    }

    private static void header(SdkField<?> field, Object value, Map<String, List<String>> headers) {
        String name = field.locationName();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, v) -> headers.put(name + key, List.of((String) v)));
        } else if (value instanceof List<?> list) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            List<String> texts = new ArrayList<>();
            list.forEach(v -> texts.add(Scalars.text(item, v, Format.RFC_822)));
            headers.put(name, List.of(String.join(",", texts)));
        } else {
            headers.put(name, List.of(Scalars.text(field, value, Format.RFC_822)));
        }
    }
}
