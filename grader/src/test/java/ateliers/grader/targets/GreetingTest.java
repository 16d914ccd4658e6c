package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.faults.Faults;
import ateliers.grader.UnusableEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.model.StsException;

/** Whatever listens at an address, what it cannot be used for is said in one French sentence. */
class GreetingTest {
    private static final Bounds LIVE = new Bounds(LiveKind.PREFIX, Optional.empty(), Integer.MAX_VALUE, Duration.ZERO);

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
    void whoDoesNotSpeakHttpIsNoAws() throws Exception {
        try (UnusableEndpoint endpoint = UnusableEndpoint.saying("SSH-2.0-OpenSSH_9.2\r\n")) {
            assertThat(said(endpoint.address().toString())).contains("ne se comporte pas comme AWS");
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
        Greeting.Waiting waiting = new Greeting.Waiting(silence, Duration.ofMinutes(2), 1);
        try (RemoteTarget target = target(URI.create(address), Bounds.NONE)) {
            Throwable thrown = catchThrowable(() -> Greeting.of(target, URI.create(address), waiting));
            assertThat(thrown).isInstanceOf(GraderException.class);
            assertThat(thrown.getMessage())
                    .startsWith("La cible " + address + " ")
                    .endsWith(".")
                    .doesNotContain("Exception", "software.amazon");
            return thrown.getMessage();
        }
    }

    /** A person who has to clean up is on the way to AWS, and not at an address that may be wrong. */
    @Test
    void anAccountThatThrottlesIsAskedAgain() {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey());
                RemoteTarget target = target(cloud.endpoint(), LIVE)) {
            Faults.Switch throttled = cloud.faults()
                    .inject(
                            "sts",
                            "GetCallerIdentity",
                            call -> true,
                            2,
                            Fault.failing(() -> StsException.builder()
                                    .statusCode(400)
                                    .awsErrorDetails(AwsErrorDetails.builder()
                                            .errorCode("Throttling")
                                            .errorMessage("Rate exceeded")
                                            .build())
                                    .build()));

            assertThat(Greeting.of(target, cloud.endpoint()))
                    .isEqualTo(cloud.place().account());
            assertThat(throttled.answered()).isEqualTo(2);
        }
    }

    @Test
    void anAccountThatSaysNothingAtFirstIsAskedAgain() {
        CountDownLatch end = new CountDownLatch(1);
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey());
                RemoteTarget target = target(cloud.endpoint(), LIVE)) {
            cloud.faults().inject("sts", "GetCallerIdentity", call -> true, 1, (request, operation) -> {
                end.await(1, TimeUnit.MINUTES);
                return operation.call(request);
            });
            Greeting.Waiting waiting = new Greeting.Waiting(Duration.ofSeconds(2), Duration.ofMinutes(1), 20);

            assertThat(Greeting.of(target, cloud.endpoint(), waiting))
                    .isEqualTo(cloud.place().account());
            end.countDown();
        }
    }

    @Test
    void anAccountThatCannotBeReachedIsNoWrongAddress() {
        URI address = URI.create("http://nulle-part.invalid:4566");
        try (RemoteTarget target = target(address, LIVE)) {
            assertThat(catchThrowable(() -> Greeting.of(target, address)))
                    .isInstanceOf(GraderException.class)
                    .hasMessageContaining("vérifie le réseau de ce poste")
                    .hasMessageNotContaining("--endpoint");
        }
    }

    private static RemoteTarget target(URI address, Bounds bounds) {
        RemoteTarget.Site site = new RemoteTarget.Site(
                "endpoint",
                address,
                Optional.of(address),
                Region.EU_WEST_3,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "inconnue")),
                new Patience(Duration.ofSeconds(60)),
                "lab-essai",
                bounds);
        return new RemoteTarget(site, () -> {});
    }
}
