package ateliers.grader.report;

import ateliers.grader.targets.GraderException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key with which one person's grader seals reports: 32 random bytes in hexadecimal, in a file that only this person may read,
 * made at its first use. Who has it can seal anything, so it never leaves the machine.
 */
public final class SealKey {
    private static final String FILE = "sceau.key";
    private static final int BYTES = 32;
    private static final int ID_DIGITS = 8;
    private static final String MAC = "HmacSHA256";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] secret;

    private SealKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * The key in a person's folder of settings; it is made where there is none yet.
     *
     * @throws GraderException where it cannot be read or made, or others may read it
     */
    public static SealKey in(Path settings) {
        Path file = settings.resolve(FILE);
        try {
            Files.createDirectories(settings);
            // One of several graders that start at once makes it, and the others wait for that.
            try (FileChannel channel = open(file);
                    FileLock lock = channel.lock()) {
                if (channel.size() == 0) {
                    byte[] secret = new byte[BYTES];
                    new SecureRandom().nextBytes(secret);
                    channel.write(
                            ByteBuffer.wrap(HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII)));
                    channel.force(true);
                }
                return read(file, lock.channel().size());
            }
        } catch (IOException e) {
            throw unreadable(file, ReportFiles.reason(e), e);
        }
    }

    /** The same, but none is made: empty where there is none. */
    public static Optional<SealKey> existing(Path settings) {
        Path file = settings.resolve(FILE);
        try {
            return Optional.of(read(file, Files.size(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, ReportFiles.reason(e), e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return isPosix(file)
                ? FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : FileChannel.open(file, options, new FileAttribute<?>[0]);
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static SealKey read(Path file, long size) throws IOException {
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw unreadable(file, "d'autres que toi y ont accès : chmod 600", null);
        }
        if (size != 2 * BYTES) {
            throw unreadable(file, "ce n'est pas une clé : supprime ce fichier, une autre sera faite", null);
        }
        try {
            return new SealKey(HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw unreadable(file, "ce n'est pas une clé : supprime ce fichier, une autre sera faite", e);
        }
    }

    private static GraderException unreadable(Path file, String why, Exception e) {
        return new GraderException("La clé des sceaux, %s, est inutilisable : %s.".formatted(file, why), e);
    }

    /** Eight hexadecimal digits that name it and tell nothing of it. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(secret)).substring(0, ID_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    Seal seal(ObjectNode report) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            return new Seal(id(), HexFormat.of().formatHex(mac.doFinal(Canonical.of(report))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }
}
