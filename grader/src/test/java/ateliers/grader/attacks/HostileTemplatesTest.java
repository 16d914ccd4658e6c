package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that want to use up time or memory, or to speak where they are shown: refused in AWS's words, soon, as the student's. */
@Tag("longue")
@Isolated("looks at what this process has started")
class HostileTemplatesTest {
    private static final String LAB = "00-annexe-s3-sns";

    /** Refusals take a second; a machine that is busy with something else may take longer. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

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
    void nothingIsLeft() {
        assertThat(Traces.now().changedSince(before)).isEmpty();
    }

    static Stream<Arguments> refused() throws Exception {
        String solution = solution();
        return Stream.of(
                Arguments.of(
                        "aliases that would explode",
                        solution + "Metadata:\n  a0: &a0 [lol, lol]\n" + lines(1, 40, "  a%d: &a%d [*a%d, *a%d]\n"),
                        "YAML aliases are not allowed"),
                Arguments.of(
                        "one large alias many times",
                        solution + "Metadata:\n  a: &a " + "x".repeat(1000) + "\n  all:\n" + "    - *a\n".repeat(5000),
                        "YAML aliases are not allowed"),
                Arguments.of("an alias of itself", solution + "Metadata: &m\n  <<: *m\n  x: *m\n", "YAML aliases"),
                Arguments.of(
                        "thousands of resources",
                        solution.replace(
                                "Resources:\n", "Resources:\n" + lines(0, 3000, "  Q%d: {Type: AWS::SQS::Queue}\n")),
                        "Number of resources, 3007, is greater than maximum allowed, 500"),
                Arguments.of(
                        "lists without end",
                        solution + "Metadata: " + "[".repeat(400_000) + "\n",
                        "YAML not well-formed"),
                Arguments.of(
                        "maps in maps",
                        solution + "Metadata: " + "{a: ".repeat(100_000) + "1" + "}".repeat(100_000) + "\n",
                        "YAML not well-formed"),
                Arguments.of(
                        "deep JSON",
                        "{\"Resources\": " + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_001),
                        "JSON not well-formed"),
                Arguments.of(
                        "functions in functions",
                        solution + "  X:\n    Value: " + "!Join [\"\", [a, ".repeat(5000) + "a" + "]]".repeat(5000),
                        "YAML not well-formed"),
                Arguments.of(
                        "conditions in a circle",
                        solution + "Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n",
                        "Found circular condition dependency between [A, B]"),
                Arguments.of(
                        "a resource that refers to itself",
                        solution.replace(
                                "MessageRetentionPeriod: 1209600", "MessageRetentionPeriod: !GetAtt FailureQueue.Arn"),
                        "Circular dependency between resources"),
                Arguments.of(
                        "a pattern that takes for ever",
                        solution
                                + "Parameters:\n  P:\n    Type: String\n    AllowedPattern: \"(a|a|aa)+$\"\n    Default: "
                                + "a".repeat(60) + "!\n",
                        "must match pattern"),
                Arguments.of("an object of Java", "Resources: !!java.lang.Runtime {}\n", "YAML not well-formed"),
                Arguments.of("two documents", solution + "---\n" + solution, "YAML not well-formed"),
                Arguments.of("nothing", "", "templateBody"),
                Arguments.of("a list", "[1, 2]", "unsupported structure"),
                Arguments.of(
                        "code outside of the submission",
                        solution.replace("target/function.jar", "../../../../../../etc/passwd"),
                        "ne désigne pas le code construit"),
                Arguments.of(
                        "code by an absolute name",
                        solution.replace("target/function.jar", "/etc/passwd"),
                        "ne désigne pas le code construit"),
                Arguments.of(
                        "a name that drives a terminal",
                        solution.replace("UploadBucketName:\n", "\"Upload\\e[31m<script>\":\n"),
                        "\uFFFD[31m<script>"),
                Arguments.of(
                        "a name that is a formula",
                        solution.replace("  FailureQueue:\n", "  \"=cmd|' /C calc'!A0\":\n"),
                        "=cmd|' /C calc'!A0 is non alphanumeric"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String template, String words) throws Exception {
        Verdict verdict = graded(template);

        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Verdict.Kind.GRADED);
        assertThat(verdict.duration()).isLessThan(LONGEST);
        CriterionResult first = verdict.criteria().get(0);
        assertThat(first.status()).as(verdict.toString()).isEqualTo(Status.FAILED);
        assertThat(first.outcome().seen()).contains(words);
        assertThat(verdict.score()).isZero();
    }

    @Test
    void aTemplateOfTenMegabytesIsUnusable() throws Exception {
        Verdict verdict = graded(solution() + "#" + "x".repeat(10_000_000));

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNUSABLE);
        assertThat(verdict.message()).isEqualTo("template.yaml dépasse 1 Mo, la limite de CloudFormation.");
    }

    /** Each asks for the one before twice: whoever looked at them one by one would never end. */
    @Test
    void whatIsLargeAndRightKeepsItsMarks() throws Exception {
        String template =
                solution().replace("Resources:\n", "Resources:\n" + lines(0, 490, "  Q%d: {Type: AWS::SQS::Queue}\n"));
        String conditions = "Conditions:\n  C0: !Equals [a, a]\n"
                + lines(1, 200, "  C%d: !And [!Condition C%3$d, !Condition C%3$d]\n");
        assertThat(conditions).contains("C199: !And [!Condition C198, !Condition C198]");

        Verdict verdict = graded(template + conditions + "#" + "x".repeat(900_000) + "\n");

        assertThat(verdict.criteria())
                .as(verdict.toString())
                .isNotEmpty()
                .allMatch(result -> result.status() == Status.PASSED);
    }

    /** @param line takes a number, itself again, and twice the one before */
    private static String lines(int from, int to, String line) {
        return IntStream.range(from, to)
                .mapToObj(i -> line.formatted(i, i, i - 1, i - 1))
                .collect(Collectors.joining());
    }

    private static String solution() throws Exception {
        return Files.readString(Path.of("..", "solutions", LAB, "template.yaml"));
    }

    private Verdict graded(String template) throws Exception {
        Path copy = SolutionCopy.of(LAB, folder).folder();
        Files.writeString(copy.resolve("template.yaml"), template);
        return GradeRun.grade(copy, LAB, Set.of("content"));
    }
}
