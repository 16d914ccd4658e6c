package ateliers.grader.checklists.photos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Files that a function calls thumbnails. */
class ThumbnailTest {
    private static final int HEADER = 16;

    @Test
    void billionsOfPixelsAreMeasuredAndNotRead() {
        Thumbnail bomb = Thumbnail.of(claiming(100_000), "image/png");

        assertThat(bomb.said()).isEqualTo("PNG de 100000 x 100000, Content-Type image/png");
        assertThat(bomb.isPicture()).isFalse();
        assertThat(bomb.measures(100_000, 100_000)).isFalse();
    }

    @Test
    void aThumbnailIsRead() {
        Thumbnail small = Thumbnail.of(Bomb.png(100), "image/png");

        assertThat(small.measures(100, 100)).isTrue();
        assertThat(small.isPicture()).isTrue();
        assertThat(small.format()).isEqualTo("PNG");
    }

    @Test
    void whatIsCutIsNoPicture() {
        assertThat(Thumbnail.of(Pictures.cut(Bomb.png(3_000)), "image/png").said())
                .contains("ne sait pas lire");
    }

    /** A PNG whose header tells of so many pixels a side; there is next to nothing behind it. */
    private static byte[] claiming(int side) {
        byte[] file = Bomb.png(10);
        ByteBuffer.wrap(file).putInt(HEADER, side).putInt(HEADER + 4, side);
        CRC32 sum = new CRC32();
        sum.update(file, HEADER - 4, 17);
        ByteBuffer.wrap(file).putInt(HEADER + 13, (int) sum.getValue());
        return file;
    }
}
