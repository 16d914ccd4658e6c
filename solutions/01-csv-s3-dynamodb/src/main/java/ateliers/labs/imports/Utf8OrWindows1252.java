package ateliers.labs.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Lit de l'UTF-8, et en Windows-1252 les octets qui n'en sont pas. Un texte accentué en Windows-1252 n'est presque
 * jamais de l'UTF-8 valable : l'erreur de décodage suffit à les distinguer, sans lire le fichier deux fois.
 */
final class Utf8OrWindows1252 extends Reader {

    private static final int SIZE = 16_384;
    private static final String WINDOWS_1252 = windows1252();

    private final InputStream content;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private final CharBuffer chars = CharBuffer.allocate(SIZE).flip();
    private boolean ended;

    Utf8OrWindows1252(InputStream content) {
        this.content = content;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!chars.hasRemaining()) {
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = content.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        chars.clear();
        // Chaque octet donne au plus un char : la place ne manque jamais.
        for (CoderResult result = utf8.decode(bytes, chars, ended);
                result.isError();
                result = utf8.decode(bytes, chars, ended)) {
            chars.put(WINDOWS_1252.charAt(Byte.toUnsignedInt(bytes.get())));
            utf8.reset();
        }
        chars.flip();
    }

    private static String windows1252() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return new String(all, Charset.forName("windows-1252"));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
