package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Fills requests from properties where CloudFormation and the service use the same names, which they mostly do. What a
 * request has no member for is left out: the provisioner's list says what it acts upon.
 */
final class Shapes {
    private static final int MILLIS_DIGITS = 3;

    private Shapes() {}

    /** Sets the members of a request's builder that the properties have. */
    static <B extends SdkPojo> B fill(B builder, JsonNode properties) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = property(properties, field.memberName());
            if (value != null) {
                field.set(builder, value(field, value));
            }
        }
        return builder;
    }

    /** Some services write members small that are capitalised in templates: {@code restApiId} is RestApiId there. */
    private static JsonNode property(JsonNode properties, String member) {
        JsonNode same = properties.get(member);
        return same == null ? properties.get(Character.toUpperCase(member.charAt(0)) + member.substring(1)) : same;
    }

    private static Object value(SdkField<?> field, JsonNode node) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            List<Object> list = new ArrayList<>();
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            node.forEach(each -> list.add(value(member, each)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            Map<String, Object> map = new LinkedHashMap<>();
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            node.properties().forEach(each -> map.put(each.getKey(), value(member, each.getValue())));
            return map;
        }
        if (type == MarshallingType.SDK_POJO) {
            return ((SdkBuilder<?, ?>) fill(field.constructor().get(), node)).build();
        }
        return scalar(type, node);
    }

    private static Object scalar(MarshallingType<?> type, JsonNode node) {
        String text = node.isContainerNode() ? node.toString() : node.asText();
        if (type == MarshallingType.INTEGER) {
            return new BigDecimal(text).intValue();
        } else if (type == MarshallingType.LONG) {
            return new BigDecimal(text).longValue();
        } else if (type == MarshallingType.BOOLEAN) {
            return Boolean.valueOf(text);
        } else if (type == MarshallingType.DOUBLE) {
            return Double.valueOf(text);
        } else if (type == MarshallingType.FLOAT) {
            return Float.valueOf(text);
        } else if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        } else if (type == MarshallingType.INSTANT) {
            return Instant.ofEpochMilli(
                    new BigDecimal(text).movePointRight(MILLIS_DIGITS).longValue());
        } else if (type == MarshallingType.STRING) {
            return text;
        }
        throw new IllegalArgumentException("no property has the type " + type);
    }
}
