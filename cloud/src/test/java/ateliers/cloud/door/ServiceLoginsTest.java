package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceLoginsTest {
    private static final Principal ROOT = new Principal.Root("123456789012");

    private final ServiceLogins logins = new ServiceLogins();

    @Test
    void aNameAndItsPasswordTellWhoItIs() {
        logins.put("codecommit", "bob-at-1", "secret", ROOT);

        assertThat(logins.find("codecommit", "bob-at-1", "secret")).contains(ROOT);
        assertThat(logins.find("codecommit", "bob-at-1", "Secret")).isEmpty();
        assertThat(logins.find("codecommit", "bob-at-2", "secret")).isEmpty();
        assertThat(logins.find("cassandra", "bob-at-1", "secret")).isEmpty();
    }

    @Test
    void whatIsNotActiveIsKnownAndTellsNobody() {
        logins.put("codecommit", "bob-at-1", "secret", ROOT);
        logins.activate("codecommit", "bob-at-1", false);

        assertThat(logins.find("codecommit", "bob-at-1", "secret")).isEmpty();
        assertThat(logins.knows("codecommit", "bob-at-1")).isTrue();
        assertThat(logins.knows("codecommit", "eve-at-1")).isFalse();

        logins.activate("codecommit", "bob-at-1", true);
        assertThat(logins.find("codecommit", "bob-at-1", "secret")).contains(ROOT);
    }

    @Test
    void aNewPasswordReplacesTheOld() {
        logins.put("codecommit", "bob-at-1", "secret", ROOT);
        logins.put("codecommit", "bob-at-1", "other", ROOT);

        assertThat(logins.find("codecommit", "bob-at-1", "secret")).isEmpty();
        assertThat(logins.find("codecommit", "bob-at-1", "other")).contains(ROOT);
    }

    @Test
    void aRemovedNameIsForgotten() {
        logins.put("codecommit", "bob-at-1", "secret", ROOT);
        logins.remove("codecommit", "bob-at-1");

        assertThat(logins.find("codecommit", "bob-at-1", "secret")).isEmpty();
        assertThat(logins.knows("codecommit", "bob-at-1")).isFalse();
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(new Proof.Password("codecommit", "bob-at-1", "secret"))
                .hasToString("Password[codecommit of bob-at-1]");
    }
}
