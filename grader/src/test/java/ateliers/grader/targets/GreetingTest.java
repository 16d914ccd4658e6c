package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ateliers.cloud.Cloud;
import ateliers.grader.UnusableEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Whatever listens at an address, what it cannot be used for is said in one French sentence. */
class GreetingTest {

    @Test
    void whoIsNotThereDoesNotAnswer() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(said("http://127.0.0.1:" + port)).contains("rien n'y écoute", "--endpoint");
    }

    @Test
    void aNameThatNobodyHasIsSaid() {
        assertThat(said("http://nulle-part.invalid:4566")).contains("un nom que ce poste ne connaît pas");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        500 | <h1>Oups</h1>            | répond par une erreur 500
        503 |                          | répond par une erreur 503
        200 | <html>Bienvenue</html>   | ne se comporte pas comme AWS
        200 | Bonjour                  | ne se comporte pas comme AWS
        200 | {}                       | ne se comporte pas comme AWS
        404 | introuvable              | ne se comporte pas comme AWS
        301 | ailleurs                 | ne se comporte pas comme AWS
        501 | rien                     | n'a pas ce qu'il faut pour noter
        """)
    void whoAnswersSomethingElseIsNoAws(int status, String body, String told) throws Exception {
        try (UnusableEndpoint endpoint = UnusableEndpoint.answering(status, Objects.requireNonNullElse(body, ""))) {
            assertThat(said(endpoint.address().toString())).contains(told);
        }
    }

    @Test
    void whoSaysNothingIsNotWaitedForLong() throws Exception {
        try (UnusableEndpoint silent = UnusableEndpoint.silent()) {
            assertThat(said(silent.address().toString(), Duration.ofSeconds(1))).contains("ne répond pas en 1 s");
        }
    }

    @Test
    void httpsBehindPlainHttpIsSaid() {
        try (Cloud cloud = Cloud.start()) {
            int port = cloud.secure(0).uri().getPort();

            assertThat(said("http://127.0.0.1:" + port)).contains("ne se comporte pas comme AWS", "https://");
        }
    }

    @Test
    void keysThatAreNotTakenAreSaidInTheTargetsWords() {
        try (Cloud cloud = Cloud.start()) {
            assertThat(said(cloud.endpoint().toString()))
                    .contains("refuse le correcteur : InvalidClientTokenId (403)", "AWS_ACCESS_KEY_ID");
        }
    }

    /** However busy this machine is, who answers is heard. */
    private static String said(String address) {
        return said(address, Duration.ofMinutes(1));
    }

    private static String said(String address, Duration silence) {
        RemoteTarget.Site site = new RemoteTarget.Site(
                "endpoint",
                URI.create(address),
                Optional.of(URI.create(address)),
                Region.EU_WEST_3,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "inconnue")),
                new Patience(Duration.ofSeconds(60)),
                "lab-essai",
                Bounds.NONE);
        try (RemoteTarget target = new RemoteTarget(site, () -> {})) {
            Throwable thrown = catchThrowable(() -> Greeting.of(target, URI.create(address), silence));
            assertThat(thrown).isInstanceOf(GraderException.class);
            assertThat(thrown.getMessage())
                    .startsWith("La cible " + address + " ")
                    .endsWith(".")
                    .doesNotContain("Exception", "software.amazon");
            return thrown.getMessage();
        }
    }
}
