package ateliers.grader.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.grader.build.Builder;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Submissions;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    private static final int RUNS = 2;
    private static final int TIMES = 3;
    private static final String LAB = "05-orders-sqs";

    @TempDir
    static Path work;

    private static Deployer deployer;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void theSolutionIsBuilt() {
        Labs labs = Labs.in(Path.of("..").toAbsolutePath().normalize());
        Submission submission =
                new Submissions(labs).read(labs.named(LAB).solution().orElseThrow(), LAB, work);
        deployer = new Deployer(
                new Packager(submission.template(), new Builder(labs.home()).build(submission, work)), Map.of());
    }

    @Test
    void anotherEmbeddedAwsMakesEachCallAndKeepsNothing() {
        try (Cloud other = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            List<Row> rows = compareWith(other.endpoint());

            assertThat(rows).hasSameSizeAs(Calls.all()).allSatisfy(row -> {
                assertThat(row.samples())
                        .hasSize(RUNS)
                        .allSatisfy(millis -> assertThat(millis).isPositive());
                assertThat(row.peer()).hasValueSatisfying(peer -> {
                    assertThat(peer.lack()).isEmpty();
                    assertThat(peer.samples())
                            .hasSize(RUNS)
                            .allSatisfy(millis -> assertThat(millis).isPositive());
                });
            });
            assertThat(said).noneMatch(line -> line.contains("garde"));
        }
    }

    @Test
    void whatAPeerRefusesIsLackingInItsOwnWords() throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] body = "{\"__type\":\"UnknownOperationException\",\"message\":\"pas ici\"}".getBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        refusing.start();
        try {
            List<Row> rows = compareWith(
                    URI.create("http://127.0.0.1:" + refusing.getAddress().getPort()));

            assertThat(rows).hasSameSizeAs(Calls.all()).allSatisfy(row -> {
                assertThat(row.samples()).hasSize(RUNS);
                assertThat(row.peer()).hasValueSatisfying(peer -> {
                    assertThat(peer.samples()).isEmpty();
                    assertThat(peer.lack()).isNotBlank().doesNotContain("\n", "Exception in");
                });
            });
            assertThat(rows.get(0).peer().orElseThrow().lack()).isEqualTo("UnknownOperationException (400) : pas ici");
        } finally {
            refusing.stop(0);
        }
    }

    private List<Row> compareWith(URI peer) {
        return new Comparison(deployer, RUNS, TIMES, said::add).rows(Optional.of(peer));
    }
}
