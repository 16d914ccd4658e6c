package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebTest {
    private static final Optional<URI> ENDPOINT = Optional.of(URI.create("http://127.0.0.1:4566"));

    @ParameterizedTest
    @CsvSource({
        "https://abc.execute-api.eu-west-3.amazonaws.com/prod, true, true",
        "https://abc.lambda-url.eu-west-3.on.aws/, true, true",
        "http://127.0.0.1:4566/_localstack/health, true, false",
        "https://abc.execute-api.localhost.localstack.cloud:4566/prod, true, false",
        "http://127.0.0.1:22/, false, false",
        "http://169.254.169.254/latest/meta-data/, false, false",
        "https://abc.execute-api.eu-west-3.amazonaws.com.example.com/, false, false",
        "https://amazonaws.com.example.com/, false, false",
        "mailto:a@amazonaws.com, false, false",
    })
    void reachesItsTargetAlone(String address, boolean atAnEndpoint, boolean onAws) {
        assertThat(new Web(ENDPOINT).reaches(URI.create(address))).isEqualTo(atAnEndpoint);
        assertThat(new Web(Optional.empty()).reaches(URI.create(address))).isEqualTo(onAws);
    }

    @Test
    void aLongAnswerIsToldForReportsToFold() {
        String order = "{\"items\": [" + "{\"sku\": \"stylo\"}, ".repeat(100) + "{}]}";

        assertThat(new Web.Answer(200, Map.of(), order).said()).isEqualTo("200 " + order);
        assertThat(new Web.Answer(200, Map.of(), "x".repeat(100_000)).said()).hasSizeLessThan(5_000);
    }

    @Test
    void nobodyElseIsAsked() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + other.getLocalPort() + "/");

            assertThatThrownBy(() -> new Web(ENDPOINT).send("GET", address, Map.of(), ""))
                    .isInstanceOf(GraderException.class)
                    .hasMessageContaining("ce n'est pas une adresse d'AWS");
            other.setSoTimeout(1);
            assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
