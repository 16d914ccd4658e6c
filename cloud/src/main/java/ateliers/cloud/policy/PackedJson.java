package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/** A committed extract: gzipped JSON beside the classes of this package. */
final class PackedJson {
    private PackedJson() {}

    static JsonNode read(String name) {
        try (InputStream packed = PackedJson.class.getResourceAsStream(name);
                InputStream in = new GZIPInputStream(packed)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the extract " + name, e);
        }
    }
}
