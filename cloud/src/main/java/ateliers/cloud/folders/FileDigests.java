package ateliers.cloud.folders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * SHA-256 of files, in hexadecimal. The system's {@code openssl} command does it where there is one: its code for this machine's
 * processor is twenty times as fast as that of a JVM which compiles no further than its first compiler, and which then has no
 * use for the instructions that the processor has for it. It is called by its place, never by {@code PATH}: there stand folders
 * in which anything that this user runs may write.
 */
public final class FileDigests {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final int HEX_LENGTH = 64;

    private FileDigests() {}

    /**
     * Digests files.
     *
     * @return one digest a file, in the same order
     * @throws IOException where a file cannot be read
     */
    public static List<String> sha256(List<Path> files) throws IOException {
        Optional<List<String>> fast = files.isEmpty() ? Optional.of(List.of()) : byCommand(files);
        return fast.isPresent() ? fast.get() : byJava(files);
    }

    /** Empty where there is no such command, or where it says what was not asked. */
    private static Optional<List<String>> byCommand(List<Path> files) {
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString(), "dgst", "-sha256", "-r"));
        files.forEach(file -> command.add(file.toAbsolutePath().toString()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                List<String> digests =
                        said.lines().map(line -> line.split(" ", 2)[0]).toList();
                return digests.size() == files.size() && areDigests(digests) ? Optional.of(digests) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean areDigests(List<String> digests) {
        return digests.stream().allMatch(digest -> digest.matches("[0-9a-f]{" + HEX_LENGTH + "}"));
    }

    static List<String> byJava(List<Path> files) throws IOException {
        try {
            return files.parallelStream().map(FileDigests::byJava).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String byJava(Path file) {
        try (InputStream input = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(input, MessageDigest.getInstance("SHA-256"))) {
            byte[] block = new byte[1 << 16];
            while (digesting.read(block) >= 0) {
                // the digest takes what is read
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java platforms have SHA-256.", e);
        }
    }
}
