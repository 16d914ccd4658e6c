package ateliers.cloud.services.s3;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.http.Query;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tags of buckets and objects. See
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">object tagging</a>.
 */
final class Tags {
    private static final int OF_OBJECT = 10;
    private static final int OF_BUCKET = 50;
    private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private Tags() {}

    static Map<String, String> ofObject(List<Tag> tags) {
        if (tags.size() > OF_OBJECT) {
            throw S3Errors.of("BadRequest", 400, "Object tags cannot be greater than 10");
        }
        return checked(tags, Map.of());
    }

    /**
     * The tags that a request gives a bucket in place of those it has. AWS's own among them must stay what they are.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
     */
    static Map<String, String> ofBucket(List<Tag> tags, Map<String, String> present) {
        if (tags.stream().filter(tag -> !SystemTags.is(tag.key())).count() > OF_BUCKET) {
            throw S3Errors.of("BadRequest", 400, "Bucket tag count cannot be greater than 50");
        }
        Map<String, String> checked = checked(tags, present);
        requireSystem(present, checked);
        return checked;
    }

    /** Refuses to take away AWS's own tags of a bucket. */
    static void requireSystem(Map<String, String> present, Map<String, String> after) {
        if (present.keySet().stream().anyMatch(key -> SystemTags.refused(key) && !after.containsKey(key))) {
            throw invalid("System tags cannot be removed by requester");
        }
    }

    /** The tags of an {@code x-amz-tagging} header: URL query parameters. */
    static Map<String, String> ofHeader(String header) {
        if (header == null || header.isEmpty()) {
            return Map.of();
        }
        List<Tag> tags = new ArrayList<>();
        for (String pair : header.split("&")) {
            String[] parts = pair.split("=", -1);
            if (parts.length > 2) {
                throw badHeader();
            }
            tags.add(Tag.builder()
                    .key(decode(parts[0]))
                    .value(parts.length == 2 ? decode(parts[1]) : "")
                    .build());
        }
        if (tags.stream().map(Tag::key).distinct().count() < tags.size()) {
            throw badHeader();
        }
        return ofObject(tags);
    }

    /** The header that says what the document of a form's field says; other documents than tags say nothing. */
    static String headerOf(String document) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        StringBuilder header = new StringBuilder();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(document));
            while (reader.hasNext()) {
                boolean element = reader.next() == XMLStreamConstants.START_ELEMENT;
                if (element && reader.getLocalName().equals("Key")) {
                    header.append(header.isEmpty() ? "" : "&").append(Query.encode(reader.getElementText(), false));
                } else if (element && reader.getLocalName().equals("Value")) {
                    header.append('=').append(Query.encode(reader.getElementText(), false));
                }
            }
        } catch (XMLStreamException e) {
            throw S3Errors.malformedXml();
        }
        return header.toString();
    }

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Map<String, String> checked(List<Tag> tags, Map<String, String> present) {
        Map<String, String> checked = new LinkedHashMap<>();
        for (Tag tag : tags) {
            if (tag.key() == null || tag.value() == null) {
                throw S3Errors.malformedXml();
            }
            if (tag.key().isEmpty() || tag.key().length() > 128 || !fits(tag.key())) {
                throw invalid("The TagKey you have provided is invalid");
            }
            if (tag.value().length() > 256 || !fits(tag.value())) {
                throw invalid("The TagValue you have provided is invalid");
            }
            if (SystemTags.refused(tag.key()) && !tag.value().equals(present.get(tag.key()))) {
                throw invalid("System tags cannot be added/updated by requester");
            }
            if (checked.put(tag.key(), tag.value()) != null) {
                throw invalid("Cannot provide multiple Tags with the same key");
            }
        }
        return checked;
    }

    private static boolean fits(String text) {
        return TEXT.matcher(text).matches();
    }

    private static RuntimeException invalid(String message) {
        return S3Errors.of("InvalidTag", 400, message);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badHeader();
        }
    }

    private static RuntimeException badHeader() {
        return S3Errors.invalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.");
    }
}
