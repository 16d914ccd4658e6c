package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.Cloud;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which recorded facts about AWS have a test over HTTP, and which wait for a service. As soon as this cloud has what a
 * fact is about, the fact has to have its test.
 */
public class FactsTest {
    private static final int FACTS = 62;

    /** What the facts are about: services, and operations of services that are not there as a whole. */
    private static final String ABOUT = """
            1-10  s3, sqs
            11    s3, sns, sqs
            12    s3, events
            13    s3
            14-24 apigateway, lambda
            25-27 sns, sqs
            28    sns, lambda
            29-30 sns
            31    lambda:CreateEventSourceMapping
            32    sqs
            33-36 lambda:CreateEventSourceMapping
            37    sqs
            38    dynamodb
            39    lambda:CreateEventSourceMapping
            40    dynamodb
            41-46 lambda
            47-48 secretsmanager
            49-51 events
            52    ses
            53-54 cloudformation
            55    cloudformation, lambda, apigateway
            56-57 states
            58    apigatewayv2, lambda
            59    iam
            60    ses
            61    lambda:CreateEventSourceMapping
            62    cloudformation
            """;

    private static final Map<Integer, List<String>> NEEDS = needs();
    private static final Set<Integer> TESTED = tested();
    private static Map<String, Set<String>> operations;

    @BeforeAll
    static void lookAtTheDoor() {
        try (Cloud cloud = Cloud.start()) {
            operations = cloud.door().operations();
        }
    }

    @AfterAll
    static void forget() {
        operations = null;
    }

    static IntStream facts() {
        return IntStream.rangeClosed(1, FACTS);
    }

    @ParameterizedTest(name = "fact {0}")
    @MethodSource("facts")
    @DisplayName("A fact about what this cloud has is tested over HTTP")
    void tested(int fact) {
        if (TESTED.contains(fact)) {
            return;
        }
        List<String> missing =
                NEEDS.get(fact).stream().filter(need -> !exists(need)).toList();
        assumeTrue(missing.isEmpty(), () -> "fact " + fact + " waits for " + String.join(", ", missing));
        assertThat(TESTED).as("the facts that have a test").contains(fact);
    }

    @Test
    void everyFactIsAboutSomething() {
        assertThat(NEEDS.keySet()).containsExactlyElementsOf(facts().boxed().toList());
        assertThat(NEEDS.keySet()).containsAll(TESTED);
    }

    /** How many facts there are. */
    public static int all() {
        return FACTS;
    }

    /** How many of them wait for a service, and have no test. */
    public static int waiting() {
        return FACTS - TESTED.size();
    }

    private static boolean exists(String need) {
        String[] parts = need.split(":");
        return operations.containsKey(parts[0])
                && (parts.length == 1 || operations.get(parts[0]).contains(parts[1]));
    }

    private static Map<Integer, List<String>> needs() {
        Map<Integer, List<String>> needs = new TreeMap<>();
        for (String line : ABOUT.lines().toList()) {
            String[] columns = line.split("\\s+", 2);
            String[] range = columns[0].split("-");
            int last = Integer.parseInt(range[range.length - 1]);
            for (int fact = Integer.parseInt(range[0]); fact <= last; fact++) {
                needs.put(fact, List.of(columns[1].split(", ")));
            }
        }
        return needs;
    }

    private static Set<Integer> tested() {
        try (Stream<Path> files = Files.list(
                Path.of(FactsTest.class.getResource("FactsTest.class").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("FactsTest.class"))
                    .flatMap(name -> Stream.of(named(name).getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Fact.class))
                    .flatMapToInt(method ->
                            IntStream.of(method.getAnnotation(Fact.class).value()))
                    .boxed()
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> named(String file) {
        try {
            return Class.forName(FactsTest.class.getPackageName() + "." + file.replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
