package ateliers.grader.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenTest {
    private static final String ADVICE = """
            [ERROR]
            [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
            [ERROR] Re-run Maven using the -X switch to enable full debug logging.
            [ERROR]
            [ERROR] For more information about the errors and possible solutions, please read the following articles:
            [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/DependencyResolutionException
            """;

    @Test
    void aDependencyThatIsNowhereIsNamedBehindColoursToo() {
        String errors = errors("""
                \u001b[0m\u001b[0m[ERROR] Failed to execute goal on project x: Could not resolve dependencies for project x:jar:1: \
                Could not find artifact org.example:n-existe-pas:jar:1.2.3 in central (https://repo.example.org) -> [Help 1]
                """ + ADVICE);

        assertThat(errors).isEqualTo("""
                La dépendance org.example:n-existe-pas:jar:1.2.3 n'existe pas : relis-la dans pom.xml.
                Failed to execute goal on project x: Could not resolve dependencies for project x:jar:1: \
                Could not find artifact org.example:n-existe-pas:jar:1.2.3 in central (https://repo.example.org)""");
    }

    @Test
    void whatDoesNotCompileIsSaidOnce() {
        String errors = errors("""
                [ERROR] COMPILATION ERROR :
                [ERROR] /a/src/main/java/A.java:[33,36] ';' expected
                [ERROR] Failed to execute goal compiler:3.16.0:compile (default-compile) on project a: Compilation failure
                [ERROR] /a/src/main/java/A.java:[33,36] ';' expected
                [ERROR] -> [Help 1]
                """ + ADVICE);

        assertThat(errors.lines())
                .containsExactly(
                        "Le code ne compile pas :",
                        "/a/src/main/java/A.java:[33,36] ';' expected",
                        "Failed to execute goal compiler:3.16.0:compile (default-compile) on project a: Compilation failure");
    }

    @Test
    void aNetworkThatIsAwayIsSaid() {
        assertThat(errors(
                        "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Unknown host repo.example.org"))
                .startsWith("Maven n'atteint pas le dépôt");
    }

    @Test
    void whatIsNotMarkedAsAnErrorIsShownByItsEnd() {
        assertThat(errors("Error: JAVA_HOME is not defined correctly.\n\nWe cannot execute java\n"))
                .isEqualTo("Error: JAVA_HOME is not defined correctly.\nWe cannot execute java");
        assertThat(errors("")).isEqualTo("Maven n'a rien écrit (code 1).");
    }

    private static String errors(String output) {
        return new Maven.Result(1, output).errors();
    }
}
