package ateliers.grader.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The archive of this program's own classes, as the JVM keeps them in memory: with it the next start takes half the processor time.
 * The launcher names the file where there is none, and starts this JVM with {@code -XX:+RecordDynamicDumpInfo}; the first grade that
 * ends well writes it. What goes wrong leaves things as they are: slower.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/jcmd.html">jcmd, VM.cds dynamic_dump</a>
 */
final class OwnArchive {
    private static final String PROPERTY = "ateliers.archive";

    private OwnArchive() {}

    /** A JVM that cannot write its archive to the end ends itself: room for three is asked for. */
    private static boolean hasRoom(Path folder) {
        return folder.toFile().getUsableSpace() > 400_000_000L;
    }

    static void keep(PrintStream err) {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty()
                || Files.exists(Path.of(wanted))
                || !hasRoom(Path.of(wanted).getParent())) {
            return;
        }
        if (Console.screen().live()) {
            err.println("Première note : encore quelques secondes pour que les suivantes démarrent plus vite…");
        }
        PrintStream out = System.out;
        try {
            Path archive = Path.of(wanted);
            Path written = Files.createTempFile(archive.getParent(), "lab", ".jsa.tmp");
            // The JVM writes to a file that does not exist, and tells standard output of it.
            Files.delete(written);
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            try {
                link(diagnose("vmClassloaders", "show-classes"));
                diagnose("vmCds", "dynamic_dump", written.toString());
                Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException | JMException | RuntimeException e) {
            // Another JVM, or a full disk: what follows is slower, and right.
        } finally {
            System.setOut(out);
        }
    }

    /** The JVM leaves out of an archive what it has loaded and not linked: thousands of parameters' types of the SDK. */
    private static void link(String loadedClasses) {
        ClassLoader loader = OwnArchive.class.getClassLoader();
        for (String name : loadedClasses.split("[^\\w.$]+")) {
            if (name.contains(".")) {
                try {
                    Class.forName(name, false, loader).getDeclaredConstructors();
                } catch (ClassNotFoundException | LinkageError e) {
                    // not a class of this loader, or one that needs what is not there
                }
            }
        }
    }

    private static String diagnose(String command, String... arguments) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        command,
                        new Object[] {arguments},
                        new String[] {String[].class.getName()});
    }
}
