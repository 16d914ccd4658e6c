package ateliers.cloud.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * How AWS reads a text in JSON: it is one value with nothing after it, and what is wrong with it is told with the text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-2">RFC 8259, JSON grammar</a>
 */
public final class Json {
    private Json() {}

    /** A new reader and writer. */
    public static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
