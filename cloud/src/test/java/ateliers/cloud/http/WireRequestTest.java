package ateliers.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireRequestTest {
    @Test
    void pathAndQueryStayAsTheyCame() {
        WireRequest request = request("/a%2Fb/c?x=1&x=%C3%A9&y");

        assertThat(request.rawPath()).isEqualTo("/a%2Fb/c");
        assertThat(request.rawQuery()).isEqualTo("x=1&x=%C3%A9&y");
        assertThat(request.query()).containsEntry("x", List.of("1", "é")).containsEntry("y", List.of(""));
    }

    @Test
    void aPathMayBeginWithTwoSlashes() {
        assertThat(request("//key").rawPath()).isEqualTo("//key");
    }

    @Test
    void aProxysRequestLineHasAHost() {
        assertThat(request("http://example.org:80/a?b=c").rawPath()).isEqualTo("/a");
        assertThat(request("http://example.org").rawPath()).isEqualTo("/");
    }

    @Test
    void theHostHasNoPortAndNoCapitals() {
        assertThat(request("/").host()).isEqualTo("bucket.s3.localhost");
    }

    @Test
    void headersHaveNoCase() {
        assertThat(request("/").header("HOST")).contains("Bucket.S3.localhost:4566");
    }

    @Test
    void aBodyMayBeAsLongAsItsLimitButNotLonger() throws IOException {
        assertThat(request("/").withBody(new ByteArrayInputStream(new byte[3])).readBody(3))
                .hasSize(3);
        assertThatThrownBy(() -> request("/")
                        .withBody(new ByteArrayInputStream(new byte[4]))
                        .readBody(3))
                .isInstanceOfSatisfying(
                        BodyTooLargeException.class, e -> assertThat(e.limit()).isEqualTo(3));
    }

    private static WireRequest request(String target) {
        return WireRequest.of(
                "GET",
                URI.create(target),
                Map.of("Host", List.of("Bucket.S3.localhost:4566")),
                InputStream.nullInputStream(),
                "127.0.0.1");
    }
}
