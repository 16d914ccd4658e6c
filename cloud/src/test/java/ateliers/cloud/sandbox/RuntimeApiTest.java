package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuntimeApiTest {
    private static final byte[] SECRET = {1, 2, 3};
    private static final String RUNTIME = "/010203/2018-06-01/runtime/";

    @TempDir
    private Path folder;

    @Test
    void isAUnixSocketThatGoesWithIt() throws IOException {
        Path socket = folder.resolve("1.sock");
        try (RuntimeApi api = new RuntimeApi("api", socket, SECRET, new Told())) {
            assertThat(api.address().variable()).isEqualTo("unix:" + socket + "/010203");
            assertThat(socket).exists();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void isAPortWhereTheSocketsPathIsTooLong() throws IOException {
        Path socket = folder.resolve("x".repeat(200));
        try (RuntimeApi api = new RuntimeApi("api", socket, SECRET, new Told());
                Child child = new Child(api)) {
            assertThat(api.address().variable()).matches("127\\.0\\.0\\.1:\\d+/010203");
            api.offer(event("{\"n\":1}"));
            child.sends("GET " + RUNTIME + "invocation/next", "");

            assertThat(child.reads()).contains("HTTP/1.1 200").endsWith("{\"n\":1}");
        }
    }

    @Test
    void givesAnEventAsSoonAsTheChildAsks() throws IOException {
        Told told = new Told();
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, told);
                Child child = new Child(api)) {
            api.offer(event("{\"n\":1}"));
            assertThatThrownBy(() -> api.offer(event("{\"n\":2}"))).hasMessage("the sandbox is busy");
            child.sends("GET " + RUNTIME + "invocation/next", "");

            assertThat(child.reads())
                    .contains("Lambda-Runtime-Aws-Request-Id: id-1")
                    .endsWith("{\"n\":1}");
        }
    }

    @Test
    void answersAResponseAndTheNextQuestionThatCameTogetherInOrder() throws IOException {
        Told told = new Told();
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, told);
                Child child = new Child(api)) {
            api.offer(event("{\"n\":2}"));
            child.writes(request("POST " + RUNTIME + "invocation/id-1/response", "\"done\"")
                    + request("GET " + RUNTIME + "invocation/next", ""));

            assertThat(child.reads()).contains("HTTP/1.1 202").endsWith("{\"status\":\"OK\"}");
            assertThat(child.reads()).contains("HTTP/1.1 200").endsWith("{\"n\":2}");
            assertThat(told.what).startsWith("response id-1 \"done\"");
        }
    }

    @Test
    void aResponseThatNothingFollowsIsAnsweredAtOnce() throws IOException {
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, new Told());
                Child child = new Child(api)) {
            child.sends("POST " + RUNTIME + "invocation/id-1/response", "1");

            assertThat(child.reads()).contains("HTTP/1.1 202");
        }
    }

    @Test
    void hasNothingForWhoDoesNotKnowTheSecret() throws IOException {
        Told told = new Told();
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, told);
                Child child = new Child(api)) {
            child.sends("GET /999999/2018-06-01/runtime/invocation/next", "");

            assertThat(child.reads()).contains("HTTP/1.1 403");
            assertThatThrownBy(child::reads).isInstanceOf(EOFException.class);
            assertThat(told.what).isEmpty();
        }
    }

    @Test
    void readsNoBodyOfWhoDoesNotKnowTheSecret() throws IOException {
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, new Told());
                Child child = new Child(api)) {
            child.writes("POST /999999/2018-06-01/runtime/init/error HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n");

            assertThat(child.reads()).contains("HTTP/1.1 403");
        }
    }

    @Test
    void endsConnectionsBeyondThoseThatARuntimeNeeds() throws IOException {
        List<Child> open = new ArrayList<>();
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, new Told())) {
            for (int i = 0; i < RuntimeApi.MOST_CONNECTIONS; i++) {
                open.add(new Child(api));
            }

            try (Child further = new Child(api)) {
                assertThatThrownBy(further::reads).isInstanceOf(IOException.class);
            }
            open.get(0).sends("POST " + RUNTIME + "invocation/id-1/response", "1");
            assertThat(open.get(0).reads()).contains("HTTP/1.1 202");
        } finally {
            for (Child child : open) {
                child.close();
            }
        }
    }

    @Test
    void tellsInitErrorsWithTheirType() throws IOException {
        Told told = new Told();
        try (RuntimeApi api = new RuntimeApi("api", folder.resolve("1.sock"), SECRET, told);
                Child child = new Child(api)) {
            child.writes("POST " + RUNTIME + "init/error HTTP/1.1\r\n"
                    + "Lambda-Runtime-Function-Error-Type: Runtime.BadFunctionCode\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(child.reads()).contains("HTTP/1.1 202");
            assertThat(told.what).containsExactly("init error Runtime.BadFunctionCode {}");
        }
    }

    private static RuntimeConnection.Event event(String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        return new RuntimeConnection.Event(
                new Invocation("id-1", "arn", payload, Optional.empty(), Optional.empty()), 0);
    }

    private static String request(String what, String body) {
        return what + " HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The other end, as the child is told to reach it. */
    private record Child(SocketChannel channel, MessageReader reader) implements AutoCloseable {
        Child(RuntimeApi api) throws IOException {
            this(RuntimeAddress.parse(api.address().variable()).connect());
        }

        Child(SocketChannel channel) {
            this(channel, new MessageReader(channel));
        }

        void sends(String what, String body) throws IOException {
            writes(request(what, body));
        }

        void writes(String text) throws IOException {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }

        String reads() throws IOException {
            if (!reader.awaitMessage()) {
                throw new EOFException();
            }
            StringBuilder message = new StringBuilder();
            int length = 0;
            for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
                message.append(line).append('\n');
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            return message + new String(reader.body(length), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class Told implements RuntimeApi.Listener {
        private final List<String> what = new ArrayList<>();

        @Override
        public void onNext() {
            what.add("next");
        }

        @Override
        public boolean onResponse(String requestId, byte[] body, long size) {
            return what.add("response " + requestId + " " + new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public boolean onError(String requestId, byte[] body) {
            return what.add("error " + requestId);
        }

        @Override
        public void onInitError(byte[] body, String errorType) {
            what.add("init error " + errorType + " " + new String(body, StandardCharsets.UTF_8));
        }
    }
}
