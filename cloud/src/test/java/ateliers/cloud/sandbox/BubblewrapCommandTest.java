package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.sandbox.SandboxHost.Launch;
import ateliers.cloud.sandbox.SandboxHost.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class BubblewrapCommandTest {
    private static final Path ETC = Path.of("/tmp/run/etc");
    private static final Path JAVA = Path.of("/usr/lib/jvm/java-17");

    private final Launch launch = new Launch(
            List.of("/usr/lib/jvm/java-17/bin/java", "-version"),
            Map.of("LD_PRELOAD", "/evil.so", "A", "1"),
            Path.of("/tmp/run/task-1"),
            new Needs(
                    List.of(Path.of("/tmp/run/task-1"), Path.of("/tmp/run/jars"), Path.of("/usr/share/java/a.jar")),
                    List.of(Path.of("/tmp/run/1.sock")),
                    128,
                    512));

    @Test
    void anOrdinaryUserStaysIt() {
        List<String> command = new BubblewrapCommand(List.of(), ETC, JAVA).of(launch);

        assertThat(command)
                .startsWith("/usr/bin/bwrap", "--unshare-user", "--disable-userns", "--unshare-pid", "--unshare-net")
                .containsSequence("--die-with-parent", "--new-session", "--cap-drop", "ALL")
                .containsSequence("--perms", "1777", "--size", "536870912", "--tmpfs", "/tmp")
                .containsSequence("--ro-bind", "/tmp/run/etc", "/etc")
                .containsSequence("--chdir", "/tmp/run/task-1", "--remount-ro", "/", "--")
                .containsAll(OutOfMemoryOrder.first())
                .endsWith(
                        "/usr/bin/prlimit",
                        "--nproc=1024",
                        OpenFiles.bound(),
                        "--core=0",
                        "--data=671088640",
                        "--",
                        "/usr/lib/jvm/java-17/bin/java",
                        "-version");
    }

    @Test
    void rootBecomesAUserThatNobodyElseIs() {
        SandboxUsers users = SandboxUsers.of(true, 12);
        List<String> first = new BubblewrapCommand(users.next(), ETC, JAVA).of(launch);
        List<String> second = new BubblewrapCommand(users.next(), ETC, JAVA).of(launch);

        assertThat(first)
                .startsWith(
                        "/usr/bin/setpriv",
                        "--reuid=1900001200",
                        "--regid=1900001200",
                        "--clear-groups",
                        "--inh-caps=-all",
                        "--bounding-set=-all",
                        "--",
                        "/usr/bin/bwrap");
        assertThat(second).contains("--reuid=1900001201", "--regid=1900001200");
        assertThat(SandboxUsers.of(false, 12).next()).isEmpty();
    }

    @Test
    void whatItReadsIsBoundAtItsOwnPathBelowFoldersThatAllMayPass() {
        List<String> command = new BubblewrapCommand(List.of(), ETC, Path.of("/opt/java/17")).of(launch);

        assertThat(command)
                .containsSequence("--perms", "0755", "--dir", "/opt", "--perms", "0755", "--dir", "/opt/java")
                .containsSequence("--ro-bind", "/opt/java/17", "/opt/java/17", "--perms", "0755", "--dir", "/tmp/run")
                .containsSequence("--ro-bind", "/tmp/run/task-1", "/tmp/run/task-1", "--ro-bind", "/tmp/run/jars")
                .containsSequence("--ro-bind", "/tmp/run/1.sock", "/tmp/run/1.sock");
        assertThat(command.stream().filter("/tmp/run"::equals)).hasSize(1);
        assertThat(command).doesNotContain("/usr/share/java/a.jar", "/tmp/run/aws.sock");
    }

    @Test
    void variablesAreSetForWhatRunsInsideAlone() {
        List<String> command = new BubblewrapCommand(SandboxUsers.of(true, 1).next(), ETC, JAVA).of(launch);

        assertThat(command).containsSequence("--setenv", "A", "1", "--setenv", "LD_PRELOAD", "/evil.so", "--chdir");
        assertThat(command.indexOf("--setenv")).isGreaterThan(command.indexOf("/usr/bin/bwrap"));
    }
}
