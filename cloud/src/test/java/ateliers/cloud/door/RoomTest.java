package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {
    private static final long MB = 1L << 20;

    private final Room room = new Room("in memory", 3 * MB);

    @Test
    void isFullAtItsBoundAndNotBefore() {
        room.take(2 * MB);
        room.take(MB);

        assertThatThrownBy(() -> room.take(1))
                .isInstanceOfSatisfying(
                        Unsupported.class, e -> assertThat(e.gap()).isEqualTo("keeping more than 3 MB in memory"));
        assertThat(room.taken()).isEqualTo(3 * MB);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        room.take(3 * MB);
        room.give(MB);

        room.take(MB);

        assertThat(room.taken()).isEqualTo(3 * MB);
    }

    @Test
    void whatMustNotBeLostIsKeptAndCounts() {
        room.keep(4 * MB);

        assertThat(room.taken()).isEqualTo(4 * MB);
        assertThatThrownBy(() -> room.take(1)).isInstanceOf(Unsupported.class);
    }

    @Test
    void thatOfAMachineIsBounded(@TempDir Path folder) {
        for (Room standard : new Room[] {Room.inMemory(), Room.onDiskOf(folder)}) {
            standard.take(MB);

            assertThatThrownBy(() -> standard.take(4096 * MB))
                    .isInstanceOf(Unsupported.class)
                    .hasMessageContaining("keeping more than ");
        }
    }
}
