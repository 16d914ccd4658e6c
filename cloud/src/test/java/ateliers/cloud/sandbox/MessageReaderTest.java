package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
    @Test
    void cutsLinesAndBodiesHoweverTheyCome() throws IOException {
        MessageReader reader = byteByByte("GET / HTTP/1.1\r\nName: é\n\r\nbody\0nextsecond");

        assertThat(reader.awaitMessage()).isTrue();
        assertThat(reader.line()).isEqualTo("GET / HTTP/1.1");
        assertThat(reader.line()).isEqualTo("Name: é");
        assertThat(reader.line()).isEmpty();
        assertThat(reader.body(5)).isEqualTo("body\0".getBytes(StandardCharsets.UTF_8));
        reader.skip(4);
        assertThat(reader.awaitMessage()).isTrue();
        assertThat(reader.body(6)).isEqualTo("second".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.awaitMessage()).isFalse();
    }

    @Test
    void aMessageCutOffIsNone() {
        assertThatThrownBy(() -> byteByByte("GET /").line()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> byteByByte("abc").body(4)).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> byteByByte("abc").skip(4)).isInstanceOf(EOFException.class);
    }

    @Test
    void aLengthThatIsAnnouncedTakesNoMemory() {
        assertThatThrownBy(() -> byteByByte("abc").body(Integer.MAX_VALUE)).isInstanceOf(EOFException.class);
    }

    @Test
    void aLargeBodyIsWhole() throws IOException {
        String body = "0123456789abcdef".repeat(20_000);

        assertThat(byteByByte(body + "rest").body(body.length())).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHeadWithoutEndIsRefused() throws IOException {
        MessageReader reader = new MessageReader(Channels.newChannel(new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        }));
        assertThat(reader.awaitMessage()).isTrue();

        assertThatThrownBy(reader::line).isInstanceOf(EOFException.class);
    }

    private static MessageReader byteByByte(String text) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
        return new MessageReader(Channels.newChannel(bytes));
    }
}
