package ateliers.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final int MB = 1 << 20;

    private final BodyMemory memory = new BodyMemory(3 * MB);

    @Test
    void bodiesShareItUntilTheirRequestsAreAnswered() throws IOException {
        try (BodyMemory.Share first = memory.share();
                BodyMemory.Share second = memory.share()) {
            assertThat(request(2 * MB).within(first).readBody(10 * MB)).hasSize(2 * MB);
            assertThatThrownBy(() -> request(2 * MB).within(second).readBody(10 * MB))
                    .isInstanceOf(TooMuchAtOnceException.class)
                    .hasMessage("more than 3 MB of requests at once");
        }

        try (BodyMemory.Share third = memory.share()) {
            assertThat(request(2 * MB).within(third).readBody(10 * MB)).hasSize(2 * MB);
        }
    }

    @Test
    void smallOnesAlwaysFit() throws IOException {
        try (BodyMemory.Share full = memory.share();
                BodyMemory.Share small = memory.share()) {
            full.take(3 * MB);

            assertThat(request(BodyMemory.SMALL - 1).within(small).readBody(10 * MB))
                    .hasSize(BodyMemory.SMALL - 1);
        }
    }

    @Test
    void whatIsReadIsWhole() throws IOException {
        byte[] body = new byte[2 * MB + 3];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i >> 5);
        }

        assertThat(request(new ByteArrayInputStream(body)).readBody(body.length))
                .isEqualTo(body);
        assertThatThrownBy(() -> request(new ByteArrayInputStream(body)).readBody(body.length - 1))
                .isInstanceOf(BodyTooLargeException.class);
    }

    private static WireRequest request(int bytes) {
        return request(new ByteArrayInputStream(new byte[bytes]));
    }

    private static WireRequest request(InputStream body) {
        return WireRequest.of("POST", URI.create("/"), Map.of(), body, "127.0.0.1");
    }
}
