package ateliers.cloud.wire;

import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.traits.QueryNames;
import ateliers.cloud.traits.RestTraits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;

/** Answers in XML, of awsQuery and restXml. */
final class XmlWriter {
    private static final char UNKNOWN = '\uFFFD';

    private final StringBuilder out = new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final QueryNames names;
    private final Optional<RestTraits> timestamps;

    /** For what no operation of a service's model has. */
    XmlWriter() {
        this(QueryNames.MODEL, Optional.empty());
    }

    /** For the answer of an operation. */
    XmlWriter(Api api, SdkOperation operation) {
        this(api.queryNames(operation), api.rest());
    }

    private XmlWriter(QueryNames names, Optional<RestTraits> rest) {
        this.names = names;
        this.timestamps = rest;
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter open(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    XmlWriter text(String text) {
        escape(text);
        return this;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The members that belong in the body. */
    XmlWriter members(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = Scalars.value(field, pojo);
            if (value != null
                    && field.location() == MarshallLocation.PAYLOAD
                    && !field.containsTrait(XmlAttributeTrait.class)) {
                member(field, value);
            }
        }
        return this;
    }

    private void member(SdkField<?> field, Object value) {
        String name = names.name(field, false);
        if (value instanceof List<?> list) {
            list(name, field.getTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            map(name, field, map);
        } else {
            value(name, field, value);
        }
    }

    private void list(String name, ListTrait trait, List<?> list) {
        boolean flattened = names.flattened(trait);
        String item = flattened ? name : names.item(trait, false);
        if (!flattened) {
            open(name);
        }
        for (Object element : list) {
            value(item, trait.memberFieldInfo(), element);
        }
        if (!flattened) {
            close(name);
        }
    }

    private void map(String name, SdkField<?> field, Map<?, ?> map) {
        MapTrait trait = field.getTrait(MapTrait.class);
        boolean flattened = names.flattened(trait);
        String entry = flattened ? name : "entry";
        if (!flattened) {
            open(name);
        }
        map.forEach((key, value) -> {
            open(entry);
            element(names.key(field, trait), (String) key);
            value(names.value(trait), trait.valueFieldInfo(), value);
            close(entry);
        });
        if (!flattened) {
            close(name);
        }
    }

    private void value(String name, SdkField<?> field, Object value) {
        XmlAttributesTrait attributes = field.getTrait(XmlAttributesTrait.class);
        if (attributes == null) {
            open(name);
        } else {
            out.append('<').append(name);
            attributes.attributes().forEach((attribute, accessors) -> {
                String text = accessors.attributeGetter().apply(value);
                if (text != null) {
                    out.append(' ').append(attribute).append("=\"");
                    escape(text);
                    out.append('"');
                }
            });
            out.append('>');
        }
        if (value instanceof SdkPojo pojo) {
            members(pojo);
        } else if (value instanceof List<?> list) {
            ListTrait trait = field.getTrait(ListTrait.class);
            list.forEach(item -> value(names.item(trait, false), trait.memberFieldInfo(), item));
        } else if (value instanceof Map<?, ?>) {
            throw new IllegalStateException("No AWS service puts a map in a list or map in XML: " + name);
        } else if (value != null) {
            escape(text(field, value));
        }
        close(name);
    }

    private String text(SdkField<?> field, Object value) {
        return timestamps.isPresent() && value instanceof Instant time
                ? timestamps.get().timestamp(time)
                : Scalars.text(field, value, Format.ISO_8601);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (timestamps.isEmpty() && !isXml(c)) {
                        out.append(UNKNOWN);
                    } else if (c < ' ' && c != '\n' && c != '\t') {
                        // A bare carriage return would be read as a line feed. S3 writes keys with such references too,
                        // though
                        // no parser reads them: who lists such keys asks for encoding-type=url.
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }

    /** What an answer of awsQuery or an error holds otherwise is read by no SDK, and the whole answer would be lost with it. */
    private static boolean isXml(char c) {
        return c >= ' ' && c < '\uFFFE' || c == '\n' || c == '\t' || c == '\r';
    }
}
