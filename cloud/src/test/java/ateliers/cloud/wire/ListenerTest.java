package ateliers.cloud.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the listener makes of HTTP, seen by clients that write their bytes themselves. */
class ListenerTest {
    private static final int LARGE = 50 * 1024 * 1024;
    private static final int PARKED = 200;
    private static final Instant MOMENT = Instant.parse("2026-11-02T03:04:05Z");

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch parked = new CountDownLatch(PARKED);
    private final Listener listener = open(this::answer);
    private final URI endpoint = URI.create("http://127.0.0.1:" + listener.port());

    @AfterEach
    void close() {
        released.countDown();
        listener.close();
    }

    private static Listener open(Listener.Handler handler) {
        try {
            return new Listener(Reach.loopback(0), handler, () -> MOMENT, full -> {
                throw new AssertionError(full);
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(Exchange exchange) throws IOException {
        WireRequest request = exchange.request();
        switch (request.rawPath()) {
            case "/refused" -> exchange.send(WireResponse.of(400, "text/plain", "no"));
            case "/empty" -> exchange.send(new WireResponse(204, Map.of(), new byte[0]));
            case "/odd" -> exchange.send(WireResponse.of(799, "text/plain", "odd"));
            case "/stream" ->
                exchange.stream(WireResponse.of(200, "text/plain", ""), new ByteArrayInputStream(new byte[LARGE]), -1);
            case "/known" ->
                exchange.stream(WireResponse.of(200, "text/plain", ""), new ByteArrayInputStream(new byte[5]), 5);
            case "/broken" -> exchange.stream(WireResponse.of(200, "text/plain", ""), breaking(), 100);
            case "/parked" -> {
                parked.countDown();
                await(released);
                exchange.send(WireResponse.of(200, "text/plain", "released"));
            }
            default -> {
                long length = request.body().transferTo(OutputStream.nullOutputStream());
                exchange.send(WireResponse.of(
                        200,
                        "text/plain",
                        request.method() + " " + request.rawPath() + "?" + request.rawQuery() + " of " + request.host()
                                + " " + request.headers() + " " + length));
            }
        }
    }

    private static InputStream breaking() {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[10]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("as asked");
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String send(String head) {
        return RawHttp.send(endpoint, head + "Connection: close\r\n\r\n");
    }

    @Test
    void answersTellTheTimeInEnglish() {
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\n")).contains("Date: Mon, 02 Nov 2026 03:04:05 GMT\r\n");
    }

    @Test
    void namesOfHeadersAreKeptAsTheyWereWritten() {
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\nx-small: 1\r\nX-CAPITAL: 2\r\nx-mIxEd: a\r\nX-MiXeD: b\r\n"))
                .contains("x-small=[1]", "X-CAPITAL=[2]", "x-mIxEd=[a, b]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//a//b/", "/a%2Fb%2fc", "/a/../b/./c", "/a;b=c", "/%C3%A9"})
    void pathsAreKeptAsTheyWereWritten(String path) {
        assertThat(send("GET " + path + "?x=%20&y HTTP/1.1\r\nHost: h\r\n")).contains("GET " + path + "?x=%20&y of h");
    }

    @Test
    void aTargetMayBeAWholeUriAsForAProxy() {
        assertThat(send("GET http://api.example.com//a%2Fb?c=d HTTP/1.1\r\nHost: api.example.com\r\n"))
                .contains("GET //a%2Fb?c=d of api.example.com");
    }

    @Test
    void aConnectionStaysAlsoAfterARefusal() {
        String answers = RawHttp.send(
                endpoint,
                "POST /refused HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                        + "GET /empty HTTP/1.1\r\nHost: h\r\n\r\n" + "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"
                        + "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answers)
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("HTTP/1.1 204 No Content\r\n", "HTTP/1.1 200 OK\r\n", "GET /last?")
                .doesNotContain("HEAD /");
    }

    @Test
    void anAnswerHasADateAndItsLength() {
        assertThat(send("GET /refused HTTP/1.1\r\nHost: h\r\n"))
                .contains("Content-Length: 2\r\n", "Date: ", "Connection: close\r\n", "Content-Type: text/plain\r\n")
                .endsWith("\r\n\r\nno");
    }

    @Test
    void aStatusThatHasNoWordsIsSentAsItIs() {
        assertThat(send("GET /odd HTTP/1.1\r\nHost: h\r\n"))
                .startsWith("HTTP/1.1 799")
                .endsWith("odd");
    }

    @Test
    void aClientThatWaitsBeforeItSendsIsToldToGoOn() throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream()
                    .write(
                            "PUT /k HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
                                    .getBytes(ISO_8859_1));
            byte[] said = socket.getInputStream().readNBytes(25);
            socket.getOutputStream().write("body".getBytes(ISO_8859_1));

            assertThat(new String(said, ISO_8859_1)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("PUT /k", " 4");
        }
    }

    @Test
    void bodiesMayComeInChunks() {
        assertThat(RawHttp.send(
                        endpoint,
                        "PUT /k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                                + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"))
                .contains("PUT /k")
                .endsWith(" 5");
    }

    @Test
    void largeBodiesStreamBothWays() throws Exception {
        HttpClient client = HttpClient.newHttpClient();

        HttpResponse<String> put = client.send(
                HttpRequest.newBuilder(endpoint.resolve("/put"))
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[LARGE]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<byte[]> got = client.send(
                HttpRequest.newBuilder(endpoint.resolve("/stream")).build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(put.body()).endsWith(" " + LARGE);
        assertThat(got.body()).hasSize(LARGE);
        assertThat(got.headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void aStreamOfKnownLengthTellsIt() {
        assertThat(send("GET /known HTTP/1.1\r\nHost: h\r\n")).contains("Content-Length: 5\r\n");
    }

    @Test
    void anAnswerThatBreaksOffEndsTheConnection() {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve("/broken")).build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void oldClientsAreAnsweredToo() {
        assertThat(RawHttp.send(endpoint, "GET /old HTTP/1.0\r\n\r\n"))
                .contains(" 200 OK\r\n", "Connection: close\r\n")
                .contains("GET /old?");
        assertThat(RawHttp.send(endpoint, "GET /stream HTTP/1.0\r\n\r\n")).hasSizeGreaterThan(LARGE);
    }

    @Test
    void largeHeadersAreTaken() {
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\nX-Large: " + "a".repeat(100_000) + "\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .contains("a".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET / HTTP/7.x\r\n\r\n",
                "GET /a|b HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"
            })
    void whatIsNoHttpIsABadRequest(String request) {
        assertThat(RawHttp.send(endpoint, request)).startsWith("HTTP/1.1 400");
        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void headersThatNeverEndAreRefused() {
        String many = "X-Many: a\r\n".repeat(1000);

        assertThat(RawHttp.send(endpoint, "GET / HTTP/1.1\r\n" + many + "\r\n")).startsWith("HTTP/1.1 431");
    }

    @Test
    void manyRequestsMayParkAtOnce() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < PARKED; i++) {
            Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
            socket.getOutputStream()
                    .write("GET /parked HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            sockets.add(socket);
        }
        parked.await();

        assertThat(send("GET / HTTP/1.1\r\nHost: h\r\n")).startsWith("HTTP/1.1 200");
        released.countDown();
        for (Socket socket : sockets) {
            try (socket) {
                assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                        .endsWith("released");
            }
        }
    }

    @Test
    @Timeout(60)
    void closingEndsConnectionsAndFreesThePort() throws IOException {
        try (Socket idle = new Socket(endpoint.getHost(), endpoint.getPort())) {
            idle.getOutputStream().write("GET /known HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            listener.close();

            assertThat(idle.getInputStream().readAllBytes()).isNotEmpty();
        }
        assertThat(isRefusedInTheEnd()).isTrue();
    }

    /** Until the listener's thread has woken up, a connection may still get into its backlog: it is then reset, unserved. */
    private boolean isRefusedInTheEnd() throws IOException {
        while (true) {
            try (Socket late = new Socket(endpoint.getHost(), endpoint.getPort())) {
                if (late.getInputStream().read() >= 0) {
                    return false;
                }
            } catch (ConnectException e) {
                return true;
            } catch (SocketException reset) {
                // dropped from the backlog: the next one finds nobody
            }
        }
    }
}
