package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that use up what a machine has: the mark is theirs, its cause is named, and the next submission notices nothing. */
@Tag("longue")
@Isolated("looks at what this process has started")
class ExhaustingFunctionsTest {
    @TempDir
    Path folder;

    private Traces before;

    /** The first grade makes what others use again. */
    @BeforeAll
    static void aGradeBefore() throws Exception {
        Hostile.solutionIsWhole();
    }

    @BeforeEach
    void look() {
        before = Traces.now();
    }

    @AfterEach
    void theNextOneIsClean() throws Exception {
        assertThat(Traces.now().changedSince(before)).isEmpty();
        Hostile.nextIsGraded();
    }

    @AfterAll
    static void aGradeAfter() throws Exception {
        Hostile.solutionIsWhole();
    }

    @ParameterizedTest(name = "{0}")
    @EnabledOnOs(OS.LINUX)
    @CsvSource(delimiter = '|', textBlock = """
            direct buffers | for (;;) all.add(java.nio.ByteBuffer.allocateDirect(50_000_000));
            classes        | for (;;) all.add(new ClassLoader() { Class<?> more() { return defineClass(null, bytes, 0, bytes.length); } }.more());
            native memory  | for (int i = 0; i < 40; i++) { long at = unsafe.allocateMemory(50_000_000); unsafe.setMemory(at, 50_000_000, (byte) 1); } java.util.concurrent.locks.LockSupport.parkNanos(10_000_000_000L);
            """)
    void memoryIsNamed(String what, String code) throws Exception {
        CriterionResult notify = Hostile.notifyOf(once("""
                try {
                    var all = new java.util.ArrayList<Object>();
                    byte[] bytes = getClass().getResourceAsStream("UploadedFile.class").readAllBytes();
                    var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
                    field.setAccessible(true);
                    var unsafe = (sun.misc.Unsafe) field.get(null);
                    if (System.nanoTime() != 0) {
                        %s
                    }
                } catch (java.io.IOException | ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(code)).folder());

        failedBecause(notify, "mémoire", "MemorySize");
    }

    @Test
    void anAnswerOfTwentyMegabytesIsNamed() throws Exception {
        CriterionResult notify = Hostile.notifyOf(once("if (event != null) { return \"x\".repeat(20_000_000); }")
                .with(Hostile.HANDLER, "RequestHandler<S3Event, Void>", "RequestHandler<S3Event, Object>")
                .with(Hostile.HANDLER, "public Void handleRequest", "public Object handleRequest")
                .folder());

        failedBecause(notify, "a rendu une réponse trop grande", "6 Mo au plus");
    }

    @Test
    void anErrorOfTwentyMegabytesIsNamed() throws Exception {
        CriterionResult notify = Hostile.notifyOf(
                once("if (event != null) { throw new IllegalStateException(\"x\".repeat(20_000_000)); }")
                        .folder());

        failedBecause(notify, "trop grande pour être gardée (6 Mo au plus)");
    }

    /** A gigabyte a second would be written in half a minute; what is kept of it is bounded. */
    @Test
    void aLogWithoutEndIsCutAndItsTimeIsNamed() throws Exception {
        CriterionResult notify =
                Hostile.notifyOf(once("while (System.nanoTime() != 0) { System.out.println(\"x\".repeat(1000)); }")
                        .with("template.yaml", "Timeout: 20", "Timeout: 1")
                        .folder());

        failedBecause(notify, "n'a pas fini dans son délai (Timeout)");
        assertThat(notify.outcome().explanation().details().toString().length()).isLessThan(100_000);
    }

    @Test
    void whatItWritesGoesWithIt() throws Exception {
        CriterionResult notify = Hostile.notifyOf(once("""
                try {
                    java.nio.file.Path file = java.nio.file.Files.createTempFile("rempli", ".bin");
                    java.nio.file.Files.write(file, new byte[100_000_000]);
                    if (file != null) {
                        throw new IllegalStateException("écrit " + file);
                    }
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """).folder());

        failedBecause(notify, "écrit ");
        String cause = notify.outcome().explanation().cause();
        String written =
                cause.substring(cause.indexOf("écrit ") + "écrit ".length(), cause.indexOf(".bin") + ".bin".length());
        assertThat(Path.of(written)).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void manyProcessesEndWithTheirFunction() throws Exception {
        String seconds = Integer.toString(100_000 + (int) (Math.random() * 1_000_000));

        CriterionResult notify = Hostile.notifyOf(once("""
                try {
                    for (int i = 0; i < 60; i++) {
                        new ProcessBuilder("sleep", "%s").start();
                    }
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(seconds)).folder());

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.PASSED);
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds));
    }

    /** Its clock, its faults and its journal are reached in the grader's process alone. */
    @Test
    void theCloudHasNoControlsOverHttp() throws Exception {
        CriterionResult notify = Hostile.notifyOf(once("""
                try {
                    var client = java.net.http.HttpClient.newHttpClient();
                    StringBuilder answers = new StringBuilder();
                    for (String path : new String[] {"/_clock", "/clock", "/_faults", "/_journal", "/_ateliers/journal",
                            "/_localstack/state/reset", "/_aws/ses", "/moto-api/reset", "/_floci/reset", "/shutdown"}) {
                        for (String method : new String[] {"GET", "POST", "DELETE"}) {
                            var request = java.net.http.HttpRequest.newBuilder(
                                            java.net.URI.create(System.getenv("AWS_ENDPOINT_URL") + path))
                                    .method(method, java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                                    .build();
                            int status = client.send(request, java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode();
                            answers.append(status < 400 ? method + path + " : " + status : "");
                        }
                    }
                    if (event != null) {
                        throw new IllegalStateException("ouvert : [" + answers + "]");
                    }
                } catch (java.io.IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                """).folder());

        failedBecause(notify, "ouvert : []");
    }

    /** The function does this instead of its work, and is not tried again. */
    private SolutionCopy once(String code) throws Exception {
        Path copy = Hostile.function(folder, code);
        return new SolutionCopy(copy).with("template.yaml", "MaximumRetryAttempts: 2", "MaximumRetryAttempts: 0");
    }

    private static void failedBecause(CriterionResult notify, String... words) {
        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(notify.outcome().seen()).contains("0 notification");
        assertThat(notify.outcome().explanation().cause()).contains(words);
    }
}
