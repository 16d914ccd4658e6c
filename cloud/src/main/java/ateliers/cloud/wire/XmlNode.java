package ateliers.cloud.wire;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A request's XML. Like S3, which validates what it receives, it refuses elements that nobody knows with
 * {@code MalformedXML}.
 */
final class XmlNode {
    private static final int DEEPEST = 64;

    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The root of a document; document types and entities are refused. */
    static XmlNode parse(byte[] body) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(utf8(body)));
            Deque<XmlNode> open = new ArrayDeque<>();
            XmlNode root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        XmlNode node = started(reader);
                        if (open.isEmpty()) {
                            root = node;
                        } else {
                            open.peek().children.add(node);
                        }
                        open.push(node);
                        if (open.size() > DEEPEST) {
                            throw WireFault.malformedXml();
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        open.peek().text.append(reader.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw WireFault.malformedXml();
                    default -> {
                        // comments and processing instructions mean nothing
                    }
                }
            }
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            throw WireFault.malformedXml();
        }
    }

    /** The JDK's parser would print what it finds wrong with the encoding. */
    private static String utf8(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw WireFault.malformedXml();
        }
    }

    private static XmlNode started(XMLStreamReader reader) {
        XmlNode node = new XmlNode(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            node.attributes.put(
                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        return node;
    }

    /** Fills a builder with this element's children. */
    void read(SdkPojo into) {
        Map<String, List<XmlNode>> byName = new LinkedHashMap<>();
        children.forEach(
                c -> byName.computeIfAbsent(c.name, n -> new ArrayList<>()).add(c));
        for (SdkField<?> field : into.sdkFields()) {
            if (field.containsTrait(XmlAttributeTrait.class)) {
                String attribute = attributes.get(field.locationName());
                if (attribute != null) {
                    field.set(into, attribute);
                }
                continue;
            }
            List<XmlNode> found = byName.remove(field.locationName());
            if (found != null) {
                field.set(into, value(found, field));
            }
        }
        if (!byName.isEmpty()) {
            throw WireFault.malformedXml();
        }
    }

    private static Object value(List<XmlNode> found, SdkField<?> field) {
        ListTrait list = field.getTrait(ListTrait.class);
        if (list != null) {
            return list(found, list);
        }
        MapTrait map = field.getTrait(MapTrait.class);
        if (map != null) {
            return map(found, map);
        }
        if (found.size() != 1) {
            throw WireFault.malformedXml();
        }
        return found.get(0).value(field);
    }

    private static List<Object> list(List<XmlNode> found, ListTrait trait) {
        List<XmlNode> items = trait.isFlattened() ? found : only(found).children;
        SdkField<?> item = trait.memberFieldInfo();
        String name = trait.memberLocationName() != null ? trait.memberLocationName() : item.locationName();
        List<Object> result = new ArrayList<>();
        for (XmlNode node : items) {
            if (!trait.isFlattened() && !node.name.equals(name)) {
                throw WireFault.malformedXml();
            }
            result.add(node.value(item));
        }
        return result;
    }

    private static Map<String, Object> map(List<XmlNode> found, MapTrait trait) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (XmlNode entry : trait.isFlattened() ? found : only(found).children) {
            result.put(
                    entry.child(trait.keyLocationName()).text.toString(),
                    entry.child(trait.valueLocationName()).value(trait.valueFieldInfo()));
        }
        return result;
    }

    private static XmlNode only(List<XmlNode> found) {
        if (found.size() != 1) {
            throw WireFault.malformedXml();
        }
        return found.get(0);
    }

    private XmlNode child(String wanted) {
        return children.stream().filter(c -> c.name.equals(wanted)).findFirst().orElseThrow(WireFault::malformedXml);
    }

    private Object value(SdkField<?> field) {
        if (field.constructor() != null) {
            SdkPojo pojo = field.constructor().get();
            read(pojo);
            return ((Buildable) pojo).build();
        }
        if (!children.isEmpty()) {
            throw WireFault.malformedXml();
        }
        try {
            return Scalars.parse(field, text.toString(), Format.ISO_8601);
        } catch (IllegalArgumentException e) {
            throw WireFault.malformedXml();
        }
    }
}
