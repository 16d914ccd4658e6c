package ateliers.cloud.sandbox;

import static ateliers.cloud.sandbox.Bench.run;
import static ateliers.cloud.sandbox.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What an isolated function cannot do, tried by functions. */
@TestInstance(Lifecycle.PER_CLASS)
class IsolationTest {
    private static final String FREE = "127.0.0.1";

    private Bench bench;
    private RunningFunction shell;

    @BeforeAll
    void open() {
        bench = new Bench(IsolatedSandboxTest.here());
        shell = bench.function("Shell");
    }

    @AfterAll
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void itSeesNeitherHomeNorProjectNorWhatOthersLeftBehind(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "à personne");
        Path project = Path.of("..").toRealPath();

        for (Path hidden : List.of(
                Path.of(System.getProperty("user.home")),
                project,
                project.resolve(".git"),
                project.resolve("solutions"),
                secret)) {
            assertThat(shell("ls -A '" + hidden + "'"))
                    .as("%s", hidden)
                    .contains("No such file")
                    .endsWith("status 2");
        }
        assertThat(shell("ls /home /root /var /mnt /srv /run /sys 2>&1 | grep -v 'No such file'; ls /"))
                .isEqualTo("bin\ndev\netc\nlib\nlib64\nproc\n" + (Files.exists(Path.of("/sbin")) ? "sbin\n" : "")
                        + "tmp\nusr\nstatus 0");
    }

    /** Of the folder of temporary files it sees its own code and jars, and no sockets but its two. */
    @Test
    void itSeesOfOtherSandboxesNothing() {
        String seen =
                shell("ls -A /tmp; find /tmp -name '*.sock' | wc -l; find /tmp -maxdepth 2 -name 'task-*' | wc -l");

        assertThat(seen).matches("ateliers-sandboxes-p\\d+-\\d+\n1\n1\nstatus 0");
    }

    @Test
    void itIsNobodyWithRights() {
        assertThat(shell("id -u; grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status"))
                .isEqualTo("1000\nCapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\nstatus 0");
        assertThat(shell("unshare -U true")).doesNotEndWith("status 0");
        assertThat(shell("cat /etc/shadow; echo x > /proc/sys/kernel/core_pattern"))
                .endsWith("status 2");
    }

    @Test
    void itWritesToTemporaryFilesAlone() {
        String tried = shell(
                "for each in / /usr /usr/bin /etc /dev /dev/shm /proc \"$LAMBDA_TASK_ROOT\" /tmp/*/jars"
                        + " /tmp/ateliers-*; do touch \"$each/x\" 2>/dev/null && echo wrote \"$each\"; done; touch /tmp/x && echo own");

        assertThat(tried).matches("wrote /tmp/ateliers-sandboxes-[^/\n]*\nown\nstatus 0");
        assertThat(shell("cd /tmp/*/jars && for jar in *; do touch $jar 2>/dev/null && echo $jar; done; true"))
                .isEqualTo("status 0");
    }

    @Test
    void itsTemporaryFilesAreBoundedAndItsOwn() {
        String filled =
                shell("dd if=/dev/zero of=/tmp/full bs=1M count=100 2>&1 | grep -o 'No space left'; rm /tmp/full");

        assertThat(filled).isEqualTo("No space left\nstatus 0");
    }

    @Test
    @EnabledIf("ateliers.cloud.sandbox.OutOfMemoryOrder#isPossible")
    void itIsEndedBeforeTheGraderWhereMemoryIsUsedUp() {
        assertThat(shell("cat /proc/self/oom_score_adj")).isEqualTo("1000\nstatus 0");
    }

    @Test
    void itSeesAndReachesNoOtherProcess() {
        assertThat(shell("ls /proc | grep -c '^[0-9]'")).matches("[1-9]\nstatus 0");
        assertThat(shell("kill -0 " + ProcessHandle.current().pid() + " 2>&1")).contains("No such process");

        run(bench.function("Shell"), "\"kill -9 -1\"");

        assertThat(shell("echo there")).startsWith("there");
    }

    @Test
    void itReachesNoPortOfThisMachine() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(FREE))) {
            assertThat(text(run(bench.function("Visitor"), Integer.toString(other.getLocalPort()))))
                    .contains("Connection refused");
        }
    }

    /** The address is one that documents use: nobody is there, and nothing goes out since there is no way. */
    @Test
    void itReachesNoOtherMachine() {
        assertThat(shell("cat /proc/net/route | wc -l; grep -v lo: /proc/net/dev | wc -l"))
                .isEqualTo("1\n2\nstatus 0");
        assertThat(shell("getent hosts aws.amazon.com")).isEqualTo("status 2");
    }

    @Test
    void itCallsItsOwnCloud() throws IOException {
        HttpServer cloud = HttpServer.create(new InetSocketAddress(InetAddress.getByName(FREE), 0), 0);
        cloud.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        cloud.start();
        try {
            String endpoint = "http://" + FREE + ":" + cloud.getAddress().getPort();
            String large = "é".repeat(1 << 20);

            String answered = text(run(bench.calling(endpoint, "Caller"), "\"" + large + "\""));

            assertThat(answered).isEqualTo("\"" + large + "\"");
        } finally {
            cloud.stop(0);
        }
    }

    @Test
    void forksAreBoundedAndEndWithTheFunction() {
        try (Bench own = new Bench(IsolatedSandboxTest.here())) {
            String bomb = "\"bomb() { bomb | bomb & }; bomb; sleep 600\"";

            InvocationOutcome outcome = run(own.function("Shell", Duration.ofSeconds(3)), bomb);

            assertThat(outcome.functionError()).as(text(outcome)).contains("Unhandled");
            assertThat(shell("echo there")).startsWith("there");
        }
        assertThat(ProcessHandle.current().descendants().count()).isLessThan(100);
    }

    @Test
    void memoryOfManyProcessesCountsTogether() {
        // Each holds less than the limit.
        String hold = "for i in 1 2 3 4 5 6 7 8; do head -c 60000000 /dev/zero | tail & done; wait";

        InvocationOutcome outcome = run(bench.function("Shell"), "\"" + hold + "\"");

        assertThat(outcome.logTail()).contains("Error Type: Runtime.OutOfMemory");
    }

    @Test
    void whatLeavesSessionParentAndEnvironmentEndsWithTheFunction() {
        List<ProcessHandle> left;
        try (Bench own = new Bench(IsolatedSandboxTest.here())) {
            run(own.function("Shell"), "\"setsid -f env -i /bin/sh -c '(sleep 4217 &) &' >/dev/null 2>&1\"");
            left = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("sleep 4217"))
                    .toList();
            assertThat(left).isNotEmpty();
        }
        assertThat(left).noneMatch(ProcessHandle::isAlive);
    }

    /** A variable of the function's would otherwise load its library into what stands outside. */
    @Test
    void aFunctionsVariablesAreItsOwnProcesssAlone() {
        String seen = shell("wc -c < /proc/1/environ; env | grep -E '^(HOME|USER|JAVA_HOME|OWN)='");

        assertThat(seen).isEqualTo("0\nOWN=value\nstatus 0");
    }

    @Test
    void whatCannotBeMountedIsTheMachinesFault(@TempDir Path folder) throws IOException {
        try (SandboxHost host = IsolatedSandboxTest.here().host(folder)) {
            Path none = folder.resolve("none");
            SandboxHost.Launch launch = new SandboxHost.Launch(
                    List.of("/usr/bin/true"),
                    java.util.Map.of(),
                    folder,
                    new SandboxHost.Needs(List.of(), List.of(none), 128, 64));

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> host.start(launch))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anOutsiderThatIsKilledTakesItsSandboxAlong() throws Exception {
        CompletableFuture<InvocationOutcome> outcome =
                Bench.start(bench.function("Shell"), "\"sleep 4218\"").orTimeout(60, TimeUnit.SECONDS);
        List<ProcessHandle> inside = List.of();
        while (inside.isEmpty()) {
            inside = ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 4218"))
                    .toList();
        }
        Stream.iterate(inside.get(0), process -> process.parent().orElseThrow())
                .takeWhile(process -> process.pid() != ProcessHandle.current().pid())
                .reduce((below, above) -> above)
                .orElseThrow()
                .destroyForcibly();

        assertThat(text(outcome.join())).contains("Runtime.ExitError", "signal: killed");
        inside.get(0).onExit().get(20, TimeUnit.SECONDS);
    }

    private String shell(String script) {
        String answer = text(run(shell, "\"" + script.replace("\"", "\\\"") + "\""));
        return answer.substring(1, answer.length() - 1)
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\"", "\"")
                .strip();
    }
}
