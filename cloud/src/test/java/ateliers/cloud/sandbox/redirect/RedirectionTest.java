package ateliers.cloud.sandbox.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.DefaultRequest;
import com.amazonaws.Request;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectionTest {
    private static final String HERE = "http://127.0.0.1:4566";

    @ParameterizedTest
    @CsvSource({
        "sqs.eu-west-3.amazonaws.com, /, /",
        "sqs.eu-west-3.amazonaws.com, , /",
        "eu-west-3.queue.amazonaws.com, /123456789012/orders, /123456789012/orders",
        "s3.eu-west-3.amazonaws.com, /shop/a, /shop/a",
        "s3.amazonaws.com, /shop/a, /shop/a",
        "shop.s3.eu-west-3.amazonaws.com, /a%20b/c, /shop/a%20b/c",
        "shop.s3.eu-west-3.amazonaws.com, a, /shop/a",
        "my.shop.s3.amazonaws.com, /a, /my.shop/a",
        "shop.s3-eu-west-3.amazonaws.com, , /shop/",
        "shop.s3.dualstack.eu-west-3.amazonaws.com, /a, /shop/a",
        "shop.s3-accelerate.amazonaws.com, /a, /shop/a"
    })
    void awssOwnAddressesLeadHere(String host, String path, String there) {
        assertThat(Redirection.of(host, path, HERE)).contains(new Redirection(URI.create(HERE), there));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "example.com", "amazonaws.com.example.org", "notamazonaws.com"})
    void otherAddressesStay(String host) {
        assertThat(Redirection.of(host, "/", HERE)).isEmpty();
    }

    @Test
    void withoutACloudNothingIsLedAnywhere() {
        assertThat(Redirection.of("sqs.eu-west-3.amazonaws.com", "/", null)).isEmpty();
        assertThat(Redirection.of(null, "/", HERE)).isEmpty();
    }

    @Test
    void anSdkOfVersionOneSignsForTheAddressHere() {
        Request<Void> request = new DefaultRequest<>("Amazon S3");
        request.setEndpoint(URI.create("https://shop.s3.eu-west-3.amazonaws.com"));
        request.setResourcePath("a/b");

        new SdkOne(HERE).beforeRequest(request);

        assertThat(request.getEndpoint()).isEqualTo(URI.create(HERE));
        assertThat(request.getResourcePath()).isEqualTo("/shop/a/b");
    }
}
