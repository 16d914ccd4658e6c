package ateliers.grader.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of attacks names for each of them a test that exists. */
class AttacksPageTest {
    private static final Path PAGE = Path.of("..", "docs-fr", "attaques.md");
    private static final int ATTACKS = 39;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|(.*)\\|$");
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final int COLUMNS = 4;

    @Test
    void everyAttackIsProvenByATestThatExists() throws IOException {
        Map<String, String> tests = tests();
        List<Integer> numbers = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            numbers.add(Integer.valueOf(row.group(1)));
            List<MatchResult> proofs = PROOF.matcher(row.group(2)).results().toList();
            if (proofs.isEmpty() || row.group(2).split("\\|").length != COLUMNS) {
                wrong.add("row " + row.group(1));
            }
            proofs.stream()
                    .filter(proof -> !isTest(tests.getOrDefault(proof.group(1), ""), proof.group(2)))
                    .forEach(proof -> wrong.add(proof.group()));
        }

        assertThat(wrong).isEmpty();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ATTACKS).boxed().toList());
    }

    @Test
    void inventedTestsAreFound() throws IOException {
        String own = tests().get("AttacksPageTest");

        assertThat(isTest(own, "inventedTestsAreFound")).isTrue();
        assertThat(isTest(own, "isTest")).isFalse();
        assertThat(isTest(own, "invented")).isFalse();
    }

    /** Between the end of the method before and its own name stands JUnit's annotation. */
    private static boolean isTest(String source, String method) {
        int at = source.indexOf("\n    void " + method + "(");
        if (at < 0) {
            return false;
        }
        String before = source.substring(Math.max(0, source.lastIndexOf("\n    }\n", at)), at);
        return before.contains("@Test") || before.contains("@ParameterizedTest");
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : new String[] {"cloud", "grader"}) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java"))
                        .toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }
}
