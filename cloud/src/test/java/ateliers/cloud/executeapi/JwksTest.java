package ateliers.cloud.executeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sandbox.Isolation;
import ateliers.cloud.sandbox.SandboxHost;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a cloud asks for the keys of tokens: a template must not send it to what its functions cannot reach. */
class JwksTest {
    private static final Isolation APART = folder -> SandboxHost.plain();
    private static final URI ELSEWHERE = URI.create("http://127.0.0.1:1");

    private final Issuer issuer = new Issuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void anIssuerOfThisMachineIsNotAskedForIsolatedFunctions() {
        Jwks keys = new Jwks(APART, () -> ELSEWHERE);

        assertThat(keys.asks(issuer.url())).isFalse();
        assertThatThrownBy(() -> keys.fetch(issuer.url()))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("not on their own cloud, where functions are isolated: " + issuer.url());
        assertThat(issuer.fetched()).isZero();
    }

    @Test
    void theirOwnCloudIsAsked() throws Exception {
        Jwks keys = new Jwks(APART, () -> URI.create(issuer.url()));

        assertThat(keys.fetch(issuer.url()).getKeys()).hasSize(1);
    }

    @Test
    void anIssuerOfThisMachineIsAskedWhereFunctionsReachItToo() throws Exception {
        Jwks keys = new Jwks(Isolation.none(), () -> ELSEWHERE);

        assertThat(keys.fetch(issuer.url()).getKeys()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1@example.com/",
                "http://127.0.0.1:1.example.com/",
                "http://localhost.example.com/",
                "http://example.com#127.0.0.1:1",
                "file:///etc/passwd",
                "http://127.0.0.1:22/"
            })
    void nobodyElseIs(String issuer) {
        assertThat(new Jwks(APART, () -> ELSEWHERE).asks(issuer)).isFalse();
    }
}
