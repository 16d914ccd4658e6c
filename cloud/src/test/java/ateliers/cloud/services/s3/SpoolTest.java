package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Room;
import ateliers.cloud.door.Unsupported;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's disk and memory are not S3's. */
class SpoolTest {
    private static final int MB = 1 << 20;

    @TempDir
    private Path folder;

    private final Room memory = new Room("in memory", 300_000);
    private final Room disk = new Room("on disk", 3 * MB);
    private Spool spool;

    @BeforeEach
    void make() {
        spool = new Spool(folder, memory, disk);
    }

    @Test
    void whatTheDiskHasNoRoomForIsRefusedAndLeavesNothing() throws IOException {
        Content first = take(2 * MB);

        assertThatThrownBy(() -> take(2 * MB))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("keeping more than 3 MB on disk");
        assertThat(disk.taken()).isEqualTo(2 * MB);
        assertThat(files()).isEqualTo(1);

        first.release();
        assertThat(disk.taken()).isZero();
        assertThat(take(2 * MB).size()).isEqualTo(2 * MB);
    }

    @Test
    void smallObjectsTakeMemory() {
        Content first = take(200_000);

        assertThatThrownBy(() -> take(200_000)).isInstanceOf(Unsupported.class);
        first.release();

        assertThat(take(200_000).size()).isEqualTo(200_000);
        assertThat(memory.taken()).isEqualTo(200_000);
    }

    private Content take(int bytes) {
        return spool.take(new ByteArrayInputStream(new byte[bytes]), bytes, new Digests(Algorithm.CRC32));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
