package ateliers.grader.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what a POM is known to be the one that a class path was asked for. */
public final class PomDigest {
    private PomDigest() {}

    /** Of the file as it is written, whatever a checkout made of its line ends. */
    public static String of(Path pom) throws IOException {
        return of(Files.readString(pom));
    }

    /** SHA-256, in hexadecimal. */
    public static String of(String pom) {
        try {
            byte[] text = pom.replace("\r", "").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
