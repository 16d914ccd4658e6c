package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecretCacheTest {

    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(5);
    private final SecretCache cache = new SecretCache(
            () -> "{\"expediteur\": \"Votre banque\", \"cle_partenaire\": \"k%d\"}".formatted(reads.incrementAndGet()),
            Duration.ofSeconds(2),
            nanos::get);

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : le secret n'est pas relu à chaque demande")
    void readsOnce() {
        cache.get();
        nanos.addAndGet(Duration.ofMillis(1999).toNanos());

        assertThat(cache.get()).isEqualTo(new BankSecret("Votre banque", "k1"));
        assertThat(reads).hasValue(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : le secret est relu quand son temps est passé")
    void readsAgain() {
        cache.get();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(cache.get()).isEqualTo(new BankSecret("Votre banque", "k2"));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : la bonne clé ouvre, elle seule")
    void opensToTheKey() {
        BankSecret secret = new BankSecret("Votre banque", "k1");

        assertThat(secret.opensTo("k1")).isTrue();
        assertThat(secret.opensTo("k2")).isFalse();
        assertThat(secret.opensTo(null)).isFalse();
    }

    @Test
    void aSecretDoesNotTellItsKey() {
        assertThat(new BankSecret("Votre banque", "k1").toString()).doesNotContain("k1");
    }
}
