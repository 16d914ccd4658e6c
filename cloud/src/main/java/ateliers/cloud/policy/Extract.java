package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A committed extract beside the classes of this package, gzipped where its name says so. */
final class Extract {
    private Extract() {}

    static JsonNode json(String name) {
        try (InputStream in = open(name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the extract " + name, e);
        }
    }

    static List<String> lines(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the extract " + name, e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = Extract.class.getResourceAsStream(name);
        return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
