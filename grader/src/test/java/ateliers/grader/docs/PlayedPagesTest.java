package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.grader.docs.PageSession.Step;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of each page do what it says, in a copy of the project, on an AWS of the test's own, where their tools are installed. */
@Tag("longue")
@DisabledOnOs(OS.WINDOWS)
class PlayedPagesTest {
    private static final String DOCUMENTED = "http://127.0.0.1:4566";
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", ".idea");
    private static final List<String> TOOLS = List.of("aws", "git", "curl", "jq", "mvn", "sam");
    private static final int MINUTES = 20;

    /** What comments that prepare a block may use: a stack of a lab's folder or of an example, and what is in it. */
    private static final String PRELUDE = """
            set -euo pipefail
            project='%s'
            cd "$project"
            case $(aws --version 2>&1) in
            aws-cli/1.*) # it takes a payload as it is, without the option that says so, and forgets AWS_ENDPOINT_URL for SQS
                aws() {
                    local kept=()
                    [ "$1" != sqs ] || kept=(--endpoint-url "$AWS_ENDPOINT_URL")
                    while [ $# -gt 0 ]; do
                        if [ "$1" = --cli-binary-format ]; then shift 2; else kept+=("$1"); shift; fi
                    done
                    command aws "${kept[@]}"
                } ;;
            esac
            deploie() { # FOLDER|TEMPLATE STACK [NAME=VALUE]...
                local folder=$project/$1 template=template.yaml stack=$2
                [ -d "$folder" ] || { template=${1##*/}; folder=$project/${1%%/*}; }
                shift 2
                aws s3 mb "s3://code-$stack"
                (cd "$folder" && mvn -q -DskipTests package && aws s3 cp target/function.jar "s3://code-$stack/function.jar" &&
                    sed "s|CodeUri: target/|CodeUri: s3://code-$stack/|" "$template" > target/pret.yaml && aws cloudformation deploy \
                    --template-file target/pret.yaml --stack-name "$stack" --capabilities CAPABILITY_IAM \
                    ${1:+--parameter-overrides "$@"})
            }
            sortie() { # STACK OUTPUT
                aws cloudformation describe-stacks --stack-name "$1" --output text \
                    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue"
            }
            ressource() { # STACK TYPE, the first of its kind
                aws cloudformation describe-stack-resources --stack-name "$1" --output text \
                    --query "StackResources[?ResourceType=='$2'].PhysicalResourceId | [0]"
            }
            """;

    @TempDir
    private Path folder;

    static Stream<PageSession> sessions() throws IOException {
        return PageSession.pages().stream().map(PageSession::of).filter(PageSession::isPlayed);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("sessions")
    void commandsDoWhatThePageSays(PageSession session) throws Exception {
        for (String tool : TOOLS) {
            assumeTrue(
                    session.steps().stream().noneMatch(step -> step.commands().matches("(?s).*\\b" + tool + " .*"))
                            || isInstalled(tool),
                    "skipped: no " + tool);
        }
        assumeTrue(
                session.steps().stream().noneMatch(step -> step.commands().contains("grade --all rendus"))
                        || Bubblewrap.onThisMachine().isolation().isPresent(),
                "skipped: what a class handed in is graded where the machine isolates");
        Path project = copied();
        if (session.lab().isPresent()) {
            solve(project, session.lab().get());
        }
        Path output = Files.createDirectory(folder.resolve("output"));
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            Path script = Files.writeString(folder.resolve("session.sh"), script(session, project, output, cloud));
            Process process = start(script, project, cloud);
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();

            assertThat(ended).as(printed(output)).isTrue();
            assertThat(process.exitValue()).as(printed(output)).isZero();
        }
        for (int i = 0; i < session.steps().size(); i++) {
            Step step = session.steps().get(i);
            if (step.isPlayed()) {
                String printed = Files.readString(output.resolve(i + ".txt"));
                assertThat(step.missing(printed)).as(step.commands() + printed).isEmpty();
            }
        }
    }

    private static String script(PageSession session, Path project, Path output, Cloud cloud) {
        StringBuilder script = new StringBuilder(PRELUDE.formatted(project));
        for (int i = 0; i < session.steps().size(); i++) {
            Step step = session.steps().get(i);
            if (step.isPlayed()) {
                script.append("{\n%s\n%s} > '%s/%d.txt' 2>&1\n".formatted(step.prepared(), checked(step), output, i));
            }
        }
        return script.toString().replace(DOCUMENTED, cloud.endpoint().toString());
    }

    private static String checked(Step step) {
        return step.code() == 0
                ? step.commands()
                : "set +e\n%scode=$?\nset -e\n[ $code = %d ]\n".formatted(step.commands(), step.code());
    }

    private Process start(Path script, Path project, Cloud cloud) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bash.txt").toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        Path home = Files.createDirectory(folder.resolve("home"));
        String region = cloud.place().region();
        environment.putAll(Map.of(
                "HOME",
                home.toString(),
                "GIT_CONFIG_GLOBAL",
                home.resolve(".gitconfig").toString(),
                "GIT_ASKPASS",
                "/bin/echo",
                "AWS_CONFIG_FILE",
                home.resolve("none").toString(),
                "AWS_PAGER",
                "",
                "AWS_ENDPOINT_URL",
                cloud.endpoint().toString(),
                "AWS_REGION",
                region,
                "AWS_DEFAULT_REGION",
                region,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test"));
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** The project, whose {@code ./lab} runs what this test has on its class path. */
    private Path copied() throws IOException {
        Path project = folder.resolve("ateliers-aws");
        copy(Path.of("..").toRealPath(), project, LEFT_OUT);
        Path lab = project.resolve("lab");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(
                lab, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -Dateliers.home='%s' -Dateliers.terminal=false -cp '%s' ateliers.grader.cli.Main "$@"
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"), project, classPath));
        assertThat(lab.toFile().setExecutable(true)).isTrue();
        return project;
    }

    /** A lab's folder as its student leaves it: the solution's files over the starter's, under the same assignment. */
    private static void solve(Path project, String lab) throws IOException {
        copy(
                project.resolve("solutions").resolve(lab),
                project.resolve("labs").resolve(lab),
                Set.of("README.md", "mutants", "variants"));
    }

    private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                if (leftOut.contains(each.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(each)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()
                        && !leftOut.contains(each.getFileName().toString())) {
                    Files.copy(
                            each,
                            to.resolve(from.relativize(each)),
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
    }

    private String printed(Path output) throws IOException {
        StringBuilder printed = new StringBuilder(Files.readString(folder.resolve("bash.txt")));
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.sorted().toList()) {
                printed.append(Files.readString(file));
            }
        }
        return printed.toString();
    }
}
