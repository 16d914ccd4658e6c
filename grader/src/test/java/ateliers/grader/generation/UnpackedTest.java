package ateliers.grader.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype's script does with what Maven has unpacked, where Maven puts it. */
class UnpackedTest {
    private static final Path ROOT = Path.of("..");
    private static final String ID = "97-un-essai-de-trop";
    private static final String TITLE = "Des rapports chaque lundi (S3, SES)";
    private static final String PLACEHOLDER = "archetype/src/main/resources/archetype-resources/pom.xml";

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void aProject() throws IOException {
        project = directory.resolve("projet");
        NewLab.write(project, new Annex(ROOT).parts());
        NewLab.write(project, new Annex(ROOT).pages());
        for (String list : List.of("pom.xml", "docs-fr/labs/README.md", "docs-fr/cours/README.md")) {
            NewLab.write(project, Map.of(list, Files.readAllBytes(ROOT.resolve(list))));
        }
    }

    @Test
    void inTheProjectItIsWhatTheCommandWritesAndThePomIsAsPeopleWroteIt() throws IOException {
        Map<String, byte[]> wanted = contents(project);
        wanted.putAll(NewLab.of(ROOT, ID, TITLE).inProject(project));
        unpack(project);
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, asMavenWritesIt(Files.readString(pom)));

        Path made = Unpacked.finish(project, ID, TITLE);

        assertThat(made).isEqualTo(project.resolve("labs").resolve(ID));
        assertSame(contents(project), wanted);
    }

    @Test
    void inItsLabsToo() throws IOException {
        Map<String, byte[]> wanted = contents(project);
        wanted.putAll(NewLab.of(ROOT, ID, TITLE).inProject(project));
        Path labs = project.resolve("labs");
        unpackWithPlaceholder(labs.resolve(ID));

        Unpacked.finish(labs, ID, TITLE);

        assertSame(contents(project), wanted);
    }

    @Test
    void elsewhereItHasAFolderOfItsOwn() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("été 2026"));
        unpackWithPlaceholder(elsewhere.resolve(ID));

        Path made = Unpacked.finish(elsewhere, ID, TITLE);

        assertThat(made).isEqualTo(elsewhere.resolve(ID));
        assertSame(contents(made), NewLab.of(ROOT, ID, TITLE).alone());
    }

    @Test
    void whereANameDoesNotDoNothingIsLeft() throws IOException {
        Map<String, byte[]> before = contents(directory);
        unpack(project);
        unpackWithPlaceholder(directory.resolve("97-Rapport"));

        assertThatThrownBy(() -> Unpacked.finish(project, "00-rapport", TITLE)).isInstanceOf(Unusable.class);
        assertThatThrownBy(() -> Unpacked.finish(directory, "97-Rapport", TITLE))
                .isInstanceOf(Unusable.class);

        assertSame(contents(directory), before);
        assertThat(directory.resolve("97-Rapport")).doesNotExist();
    }

    private static void unpack(Path directory) throws IOException {
        NewLab.write(directory.resolve("annexe"), new Annex(ROOT).parts());
        NewLab.write(directory.resolve("annexe"), new Annex(ROOT).pages());
    }

    private static void unpackWithPlaceholder(Path folder) throws IOException {
        unpack(folder);
        Files.copy(ROOT.resolve(PLACEHOLDER), folder.resolve("pom.xml"));
    }

    private static String asMavenWritesIt(String pom) {
        return pom.replaceAll("\\n +(xmlns:xsi|xsi:schemaLocation)=", " $1=").replaceAll("(<[\\w.]+)/>", "$1 />");
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static void assertSame(Map<String, byte[]> seen, Map<String, byte[]> wanted) {
        assertThat(seen.keySet()).isEqualTo(wanted.keySet());
        assertThat(seen)
                .allSatisfy((file, content) -> assertThat(content).as(file).isEqualTo(wanted.get(file)));
    }
}
