package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What both launchers share, as far as their text tells: {@code lab}, and {@code lab.cmd} with its {@code prepare.ps1}. */
class LaunchersTest {
    private static final Pattern OPTION = Pattern.compile(
            "(?<=[\\s\"'])-(?:XX:[+-]?\\w+(?:=\\d+)?|X[a-z]+(?::[\\w=:]+|\\d+m)|D(?:ateliers|file)\\.\\w+(?:=UTF-8)?)");
    private static final Pattern SENTENCE = Pattern.compile("echo \"([^\"$]+)\" >&2");
    private static final Pattern SOURCE =
            Pattern.compile("(?<=[\"'])(?:\\$racine/)?((?:cloud|grader)[/\\\\](?:pom.xml|src[/\\\\]main))(?=[\"'])");
    private static final Pattern KEPT =
            Pattern.compile("lab\\.[a-z]{3,}|classpath\\.txt|lab-\\*\\.jsa|lab-jgit(?:\\.jar)?");

    private final String unix = text("lab");
    private final String windows = text("lab.cmd") + text("grader/src/main/windows/prepare.ps1");

    @Test
    void noFunctionCanAttachToTheGrader() {
        for (String launcher : List.of(unix, windows)) {
            assertThat(all(OPTION, launcher))
                    .contains("-XX:+DisableAttachMechanism", "-XX:-UsePerfData")
                    .noneMatch(option -> option.startsWith("-javaagent"));
        }
    }

    @Test
    void javaGetsTheSameOptions() {
        assertThat(all(OPTION, unix)).hasSizeGreaterThan(15).containsExactlyInAnyOrderElementsOf(all(OPTION, windows));
    }

    @Test
    void peopleReadTheSameSentences() {
        List<String> sentences =
                SENTENCE.matcher(unix).results().map(found -> found.group(1)).toList();

        assertThat(sentences)
                .hasSize(4)
                .allSatisfy(sentence -> assertThat(windows).contains(sentence));
    }

    @Test
    void bothBuildTheSameFromTheSameSources() {
        assertThat(all(SOURCE, unix)).hasSize(4).isEqualTo(all(SOURCE, windows));
        assertThat(List.of(unix, windows)).allMatch(text -> text.contains("mvn -q -B -pl grader -am compile"));
        assertThat(List.of(unix, windows)).allMatch(text -> text.contains("--create --no-compress --file"));
    }

    @Test
    void bothKeepTheSameFiles() {
        assertThat(all(KEPT, unix))
                .containsExactlyInAnyOrderElementsOf(all(KEPT, windows).stream()
                        .filter(name -> !name.equals("lab.cmd"))
                        .toList());
    }

    @Test
    void noHelperIsDownloadedToRemoveContainersUnlessItIsAskedFor() {
        assertThat(unix).contains("export TESTCONTAINERS_RYUK_DISABLED=\"${TESTCONTAINERS_RYUK_DISABLED:-true}\"");
        assertThat(windows)
                .contains("if not defined TESTCONTAINERS_RYUK_DISABLED set \"TESTCONTAINERS_RYUK_DISABLED=true\"");
    }

    @Test
    void bothHandOnEveryArgumentAndEndAsTheCommandDoes() {
        assertThat(unix).containsPattern("exec \"\\$java\" (?s:.*) \"\\$@\"\\s*$");
        assertThat(windows)
                .containsPattern("ateliers\\.grader\\.cli\\.Main %\\*\\R" + Pattern.quote("set \"CODE=%ERRORLEVEL%\""))
                .contains("exit /b %CODE%");
    }

    @Test
    void whatIsMissingEndsBothWithAFaultOfTheMachine() {
        assertThat(unix).containsPattern("Java est introuvable[^\"]*\" >&2\\s+exit 3");
        assertThat(unix).containsPattern("Maven est introuvable[^\"]*\" >&2\\s+exit 3");
        assertThat(unix).containsPattern("La construction a échoué[^\"]*\" >&2\\s+return 3");
        assertThat(windows).containsPattern("set \"CODE=3\"(?s:.{0,200})Java est introuvable[^\\r\\n]*\\s+goto fin");
        assertThat(windows).containsPattern("Maven est introuvable[^']*'\\s+return 3");
        assertThat(windows).containsPattern("La construction a échoué[^']*'\\s+return 3");
    }

    @Test
    void bothWaitTenMinutesForABuildAndThenTakeItsLock() {
        assertThat(unix).containsPattern("-gt 600 \\] && rmdir \"\\$verrou\"").contains("sleep 1");
        assertThat(windows)
                .containsPattern("-gt 600\\) \\{ Remove-Item -LiteralPath \\$verrou")
                .contains("Start-Sleep -Seconds 1");
    }

    @Test
    void bothMakeTheArchiveOfAGradeAndSpareTheMemoryOfACloud() {
        assertThat(unix)
                .containsPattern("= grade \\]; then\\s+set -- -XX:\\+RecordDynamicDumpInfo")
                .containsPattern("= cloud \\]; then\\s+set -- -Xms48m");
        assertThat(windows)
                .containsPattern("-eq 'grade'\\) \\{\\s+\\$options \\+= '-XX:\\+RecordDynamicDumpInfo'")
                .containsPattern("-eq 'cloud'\\) \\{\\s+\\$options \\+= '-Xms48m'");
    }

    /** Windows itself is in no container that Testcontainers knows. */
    @Test
    void noImageIsDownloadedToFindDockerFromAContainer() {
        String name = "ateliers.grader.targets.DockerFromContainer";
        assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException();
        assertThat(unix)
                .contains(
                        "export TESTCONTAINERS_DOCKER_CLIENT_STRATEGY=\"${TESTCONTAINERS_DOCKER_CLIENT_STRATEGY:-%s}\""
                                .formatted(name));
        assertThat(text("grader/pom.xml")).contains("<TESTCONTAINERS_DOCKER_CLIENT_STRATEGY>%s<".formatted(name));
    }

    /** The JVM archives no lambda of a signed jar, and crashed over the archive. */
    @Test
    void bothRunJgitWithoutItsSignature() {
        assertThat(List.of(unix, windows))
                .allSatisfy(text -> assertThat(text)
                        .contains("org\\.eclipse\\.jgit-[0-9]", "--extract --file", "*.SF", "*.RSA", "--manifest"));
    }

    /** What cmd.exe is given must have its line ends, or it loses its labels. */
    @Test
    void windowsGetsItsLineEnds() {
        assertThat(text(".gitattributes")).contains("*.cmd text eol=crlf", "*.ps1 text eol=crlf");
    }

    private static List<String> all(Pattern pattern, String text) {
        String code = text.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("rem "))
                .reduce("", (before, line) -> before + "\n" + line);
        return pattern.matcher(code)
                .results()
                .map(found ->
                        found.groupCount() == 0 ? found.group() : found.group(1).replace('\\', '/'))
                .distinct()
                .sorted()
                .toList();
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of("..", file));
        } catch (IOException e) {
            throw new AssertionError(file + " is not there", e);
        }
    }
}
