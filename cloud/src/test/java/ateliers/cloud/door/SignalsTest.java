package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final Signals signals = new Signals();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aSignalReachesThoseWhoListenToItsResourceOnly() {
        signals.listen("arn:a", () -> heard.add("first of a"));
        signals.listen("arn:a", () -> heard.add("second of a"));
        signals.listen("arn:b", () -> heard.add("b"));

        signals.raise("arn:a");

        assertThat(heard).containsExactly("first of a", "second of a");
    }

    @Test
    void whoHasStoppedListeningHearsNothing() {
        Signals.Listening listening = signals.listen("arn:a", () -> heard.add("a"));
        listening.close();

        signals.raise("arn:a");

        assertThat(heard).isEmpty();
    }
}
