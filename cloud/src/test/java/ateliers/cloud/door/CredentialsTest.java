package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Principal ROOT = new Principal.Root("123456789012");

    private final Credentials credentials = new Credentials(InstantSource.fixed(NOW));

    @Test
    void aLongTermKeyHasTheFormOfAwsAndNeverExpires() {
        Credentials.Key key = credentials.issue(ROOT);

        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).matches("[A-Za-z0-9+/]{40}");
        assertThat(key.sessionToken()).isEmpty();
        assertThat(key.expires()).isEmpty();
        assertThat(credentials.find(key.accessKeyId())).contains(key);
    }

    @Test
    void aTemporaryKeyHasATokenAndItsEnd() {
        Credentials.Key key = credentials.issueTemporary(ROOT, Duration.ofHours(1));

        assertThat(key.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(key.sessionToken())
                .hasValueSatisfying(token -> assertThat(token).startsWith("IQoJb3JpZ2lu"));
        assertThat(key.expires()).contains(NOW.plusSeconds(3600));
        assertThat(credentials.find(key.accessKeyId())).contains(key);
    }

    @Test
    void aTemporaryKeyTellsPoliciesWhenItWasIssuedAndThatNoSecondFactorWasShown() {
        assertThat(credentials.issueTemporary(ROOT, Duration.ofHours(1)).conditionKeys())
                .isEqualTo(Map.of(
                        "aws:TokenIssueTime", List.of("2026-01-01T00:00:00Z"),
                        "aws:MultiFactorAuthPresent", List.of("false")));
        assertThat(credentials.issue(ROOT).conditionKeys()).isEmpty();
    }

    @Test
    void aPasswordIsThirtyTwoBytesInBase64AndNeverTheSame() {
        assertThat(credentials.password()).matches("[A-Za-z0-9+/]{43}=").isNotEqualTo(credentials.password());
    }

    @Test
    void noTwoKeysAreTheSame() {
        Credentials.Key one = credentials.issue(ROOT);
        Credentials.Key other = credentials.issue(ROOT);

        assertThat(one.accessKeyId()).isNotEqualTo(other.accessKeyId());
        assertThat(one.secretAccessKey()).isNotEqualTo(other.secretAccessKey());
    }

    @Test
    void anInactiveKeyIsWithdrawnUntilItIsActiveAgain() {
        String id = credentials.issue(ROOT).accessKeyId();
        assertThat(credentials.isWithdrawn(id)).isFalse();

        credentials.activate(id, false);
        assertThat(credentials.isWithdrawn(id)).isTrue();
        assertThat(credentials.find(id)).isPresent();

        credentials.activate(id, true);
        assertThat(credentials.isWithdrawn(id)).isFalse();
    }

    @Test
    void aRevokedKeyIsGoneAndStaysKnownAsWithdrawn() {
        String id = credentials.issue(ROOT).accessKeyId();

        credentials.revoke(id);

        assertThat(credentials.find(id)).isEmpty();
        assertThat(credentials.isWithdrawn(id)).isTrue();
    }

    @Test
    void aKeysTextNeverHoldsItsSecret() {
        Credentials.Key key = credentials.issueTemporary(ROOT, Duration.ofHours(1));

        assertThat(key.toString())
                .contains(key.accessKeyId(), ROOT.arn())
                .doesNotContain(key.secretAccessKey(), key.sessionToken().orElseThrow());
    }

    @Test
    void idsHaveTheirPrefixAndLength() {
        assertThat(credentials.randomId("AROA", 17)).matches("AROA[A-Z2-7]{17}");
    }
}
