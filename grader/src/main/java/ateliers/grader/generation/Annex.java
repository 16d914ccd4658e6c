package ateliers.grader.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lab that every new one starts from, annex 00: its parts, as the project has them, under a folder. */
record Annex(Path root) {
    static final String ID = "00-annexe-s3-sns";
    static final String CHECKLIST = "grader/src/main/java/ateliers/grader/checklists/annexe";
    static final String CLASS_PATH = "grader/src/main/resources/ateliers/grader/classpaths/" + ID + ".txt";
    static final String COURSE = "docs-fr/cours/" + ID + ".md";

    String starterPom() throws IOException {
        return Files.readString(root.resolve("labs").resolve(ID).resolve("pom.xml"));
    }

    /** What a lab is wherever it is: starter, solution with its mutants, checklist; by their names in the project. */
    Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (String folder : List.of("labs/" + ID, "solutions/" + ID, CHECKLIST)) {
            parts.putAll(files(folder));
        }
        return parts;
    }

    /** What it has in this project beside, each under its name: pages, the jars of its class path, what the grader says of mistakes. */
    Map<String, byte[]> pages() throws IOException {
        Map<String, byte[]> pages = new LinkedHashMap<>();
        for (String folder : List.of("docs-fr", "grader/src/main/resources", "grader/src/test/resources")) {
            try (Stream<Path> walked = Files.walk(root.resolve(folder))) {
                for (Path page : walked.filter(
                                file -> file.getFileName().toString().startsWith(ID + "."))
                        .sorted()
                        .toList()) {
                    pages.put(root.relativize(page).toString().replace('\\', '/'), Files.readAllBytes(page));
                }
            }
        }
        return pages;
    }

    /** Variants are other answers to the annex itself, and none of a new lab's. */
    private Map<String, byte[]> files(String folder) throws IOException {
        Path top = root.resolve(folder);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (Stream<Path> walked = Files.walk(top)) {
            for (Path file : walked.filter(Files::isRegularFile).sorted().toList()) {
                Path inside = top.relativize(file);
                if (!inside.startsWith("target") && !inside.startsWith("variants")) {
                    contents.put(folder + "/" + inside.toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    /** The text of a file; null where it is none. */
    static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
