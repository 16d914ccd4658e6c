package ateliers.cloud.executeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void aBurstComesThroughAndThenWhatTheRateGives() {
        Throttle throttle = new Throttle(2.0, 3);

        assertThat(admitted(throttle, NOON, 5)).isEqualTo(3);
        assertThat(admitted(throttle, NOON.plusMillis(499), 5)).isZero();
        assertThat(admitted(throttle, NOON.plusMillis(500), 5)).isEqualTo(1);
        assertThat(admitted(throttle, NOON.plusMillis(1500), 5)).isEqualTo(2);
    }

    @Test
    void noMoreThanABurstIsSavedUp() {
        Throttle throttle = new Throttle(2.0, 3);

        assertThat(admitted(throttle, NOON, 1)).isEqualTo(1);
        assertThat(admitted(throttle, NOON.plusSeconds(3600), 5)).isEqualTo(3);
    }

    @Test
    void whatComesLateCountsAsIfItCameNow() {
        Throttle throttle = new Throttle(1.0, 1);

        assertThat(admitted(throttle, NOON, 1)).isEqualTo(1);
        assertThat(admitted(throttle, NOON.minusSeconds(5), 1)).isZero();
        assertThat(admitted(throttle, NOON.plusSeconds(1), 2)).isEqualTo(1);
    }

    @Test
    void anAccountsLimitsStandWhereOneIsMissing() {
        assertThat(admitted(new Throttle(1.0, null), NOON, 6_000)).isEqualTo(5_000);
        Throttle rate = new Throttle(null, 10);
        assertThat(admitted(rate, NOON, 11)).isEqualTo(10);
        assertThat(admitted(rate, NOON.plusMillis(1), 11)).isEqualTo(10);
    }

    @Test
    void aLimitOfNoneLetsNothingThrough() {
        assertThat(admitted(new Throttle(0.0, 0), NOON, 3)).isZero();
    }

    private static int admitted(Throttle throttle, Instant now, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += throttle.admits(now) ? 1 : 0;
        }
        return admitted;
    }
}
