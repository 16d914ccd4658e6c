package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.verdict.Checklists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labs that a checklist's jar tells of. */
class CoursesTest {
    private static final String LAB = "42-annexe";

    @TempDir
    private Path folder;

    @Test
    void aJarsChecklistIsItsOwnWhereTheProjectHasOneOfTheSamePackageAndName() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path source = Files.writeString(folder.resolve("UploadsChecklist.java"), """
                package ateliers.grader.checklists.annexe;

                @ateliers.grader.checklist.Checklist(lab = "%s", title = "Une autre annexe", outputs = {})
                public class UploadsChecklist {
                    public static String data() throws java.io.IOException {
                        try (var in = UploadsChecklist.class.getResourceAsStream("data.txt")) {
                            return Help.WORD + new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                        }
                    }
                }

                class Help {
                    static final String WORD = "aide".strip();
                }
                """.formatted(LAB));
        Path grader = Path.of(Checklist.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        run("javac", List.of("-proc:none", "-cp", grader.toString(), "-d", classes.toString(), source.toString()));
        Files.writeString(classes.resolve("ateliers/grader/checklists/annexe/data.txt"), " du jar");
        Path lab = Files.createDirectories(classes.resolve("labs").resolve(LAB));
        for (String file : List.of("README.md", "pom.xml")) {
            Files.copy(Path.of("..", "labs", "00-annexe-s3-sns", file), lab.resolve(file));
        }
        Path jar = folder.resolve("bareme.jar");
        run("jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));

        Courses courses = Courses.ofJar(jar, Files.createDirectories(folder.resolve("work")));

        Class<?> checklist = courses.checklist(LAB);
        assertThat(Class.forName(checklist.getName())).as("the project's own").isNotEqualTo(checklist);
        assertThat(Checklists.of(checklist).lab()).isEqualTo(LAB);
        assertThat(checklist.getMethod("data").invoke(null)).isEqualTo("aide du jar");
    }

    private static void run(String tool, List<String> arguments) {
        int exit = ToolProvider.findFirst(tool)
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(exit).as(tool).isZero();
    }
}
