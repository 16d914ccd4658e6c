package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.Fakes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Requests that no operation and no signature name: by host, and to routes beside the services. */
class WireRoutesTest {
    private final FrontFixture cloud =
            new FrontFixture(true, Fakes.open("sqs", SqsClient.class, new FakeQueues(), new Echo()));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        cloud.close();
    }

    private static final class Echo implements HttpRoute {
        @Override
        public boolean matches(WireRequest request) {
            return request.host().endsWith(".execute-api.localhost")
                    || request.rawPath().startsWith("/echo");
        }

        @Override
        public WireResponse answer(WireRequest request) {
            if (request.rawPath().equals("/echo/defect")) {
                throw new IllegalStateException("a defect of ours");
            }
            return WireResponse.of(
                    418, "text/plain", request.method() + " " + request.rawPath() + " " + request.host());
        }
    }

    @Test
    void aHostNamesTheServiceOfAnUnsignedRequest() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "GET /?Action=ListQueues&QueueNamePrefix=p HTTP/1.1\r\nHost: sqs.eu-west-3.localhost:4566\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("<QueueUrl>p by anonymous</QueueUrl>");
    }

    @Test
    void aDefectOfARouteIsInTheJournal() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve("/echo/defect")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(cloud.journal.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(Entry.Kind.DEFECT);
            assertThat(entry.service()).isEqualTo("sqs");
            assertThat(entry.operation()).isEqualTo("GET /echo/defect");
            assertThat(entry.outcome()).isEqualTo(IllegalStateException.class.getName());
            assertThat(entry.message()).isEqualTo("a defect of ours");
        });
    }

    @Test
    void aRouteIsAskedFirst() {
        String answer = RawHttp.send(
                cloud.endpoint(),
                "DELETE /a%20b HTTP/1.1\r\nHost: abc.execute-api.localhost:4566\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 418").endsWith("DELETE /a%20b abc.execute-api.localhost");
    }

    @Test
    void toolsFindTheHealthOfIt() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(cloud.endpoint().resolve("/_localstack/health"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"sqs\": \"running\"");
    }
}
