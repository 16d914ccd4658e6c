package ateliers.labs.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Lit de l'UTF-8, et en Windows-1252 les octets qui n'en sont pas. */
final class Utf8OrWindows1252 extends Reader {

    private final Reader text;

    Utf8OrWindows1252(InputStream content) {
        // TODO (Tâche 8, bonus) : ce qui n'est pas de l'UTF-8 devient ici le caractère U+FFFD. Un CharsetDecoder avec
        // CodingErrorAction.REPORT le signale : ces octets-là sont sans doute du Windows-1252.
        text = new InputStreamReader(content, StandardCharsets.UTF_8);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        return text.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
