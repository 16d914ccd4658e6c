package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.generation.FreeNumber;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new lab is whole as it is written: built, graded and checked as its author would, with no file edited. */
@Tag("longue")
class WholeNewLabTest {
    private static final String NUMBER = FreeNumber.of(Path.of(".."));
    private static final String ID = NUMBER + "-un-essai-de-trop";
    private static final String TITLE = "Des rapports chaque lundi (S3, SES)";
    private static final String CLASS_PATHS = "grader/src/main/resources/ateliers/grader/classpaths";

    private static final List<String> PARTS = List.of(
            "pom.xml", "README.md", "labs", "solutions", "docs-fr", "grader/src/main", "grader/src/test/resources");

    @TempDir
    private Path folder;

    @Test
    void inTheProjectTheSolutionHasAllAndTheStarterNextToNothing() throws Exception {
        Path project = folder.resolve("projet");
        for (String part : PARTS) {
            copy(Path.of("..").resolve(part), project.resolve(part));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Cli cli = new Cli(folder, project, List.of(classes));

        Cli.Run made = cli.start("new", ID, "--title", TITLE, "--dir", project.toString());
        assertThat(made.exit()).as(made.all()).isZero();
        compile(project.resolve("grader/src/main/java/ateliers/grader/checklists/unessaidetrop"), classes);
        copy(project.resolve(CLASS_PATHS), classes.resolve("ateliers/grader/classpaths"));
        Cli.Run checked = cli.start("check", NUMBER, "--grade");

        assertThat(checked.exit()).as(checked.all()).isZero();
        assertThat(checked.out()).isEqualToIgnoringNewLines("✔ %s : rien à reprendre.".formatted(ID));
    }

    @Test
    void outsideTheProjectItIsMarkedByTheJarOfItsOwnChecklist() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("mes ateliers d'été"));
        Cli cli = new Cli(folder);

        Cli.Run made = cli.start("new", ID, "--title", TITLE, "--dir", elsewhere.toString());
        assertThat(made.exit()).as(made.all()).isZero();
        Path lab = elsewhere.resolve(ID);
        Path jar = jar(lab);
        Cli.Run graded =
                cli.start("grade", lab.resolve("solutions").resolve(ID).toString(), "--checklist", jar.toString());
        Cli.Run checked = cli.start("check", lab.toString(), "--checklist", jar.toString(), "--grade");

        assertThat(graded.exit()).as(graded.all()).isZero();
        assertThat(graded.out()).contains(TITLE, "Note : 20/20");
        assertThat(checked.exit()).as(checked.all()).isZero();
        assertThat(checked.out()).isEqualToIgnoringNewLines("✔ %s : rien à reprendre.".formatted(ID));
    }

    /** What {@code mvn package} builds of the module {@code checklist}. */
    private Path jar(Path lab) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(lab.resolve("checklist/src/main/java"), classes);
        for (String file : List.of("README.md", "pom.xml")) {
            copy(
                    lab.resolve("labs").resolve(ID).resolve(file),
                    classes.resolve("labs").resolve(ID).resolve(file));
        }
        Path jar = folder.resolve("bareme.jar");
        run("jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
        return jar;
    }

    private static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:none",
                "-parameters",
                "-encoding",
                "UTF-8",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        run("javac", arguments);
    }

    private static void run(String tool, List<String> arguments) {
        int exit = ToolProvider.findFirst(tool)
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(exit).as(tool).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().contains(File.separator + "target" + File.separator))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
