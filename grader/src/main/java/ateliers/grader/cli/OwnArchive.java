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

    /** What follows the name of a class in those of its lambdas. */
    private static final String LAMBDA = "$$Lambda";

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
                if (link(diagnose("vmClassloaders", "show-classes"))) {
                    diagnose("vmCds", "dynamic_dump", written.toString());
                    Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException | JMException | RuntimeException e) {
            // Another JVM, or a full disk: what follows is slower, and right.
        } finally {
            System.setOut(out);
        }
    }

    /**
     * Links what is loaded: the JVM leaves out of an archive what is not, thousands of parameters' types of the SDK.
     *
     * @param loadedClasses a text that names them
     * @return whether an archive may be made of them: JDK 17 crashes over lambdas in classes of signed jars, as JGit's when it
     *     pushes, and the next grade that needs none makes it
     */
    static boolean link(String loadedClasses) {
        ClassLoader loader = OwnArchive.class.getClassLoader();
        for (String name : loadedClasses.split("[^\\w.$]+")) {
            if (name.contains(".")) {
                try {
                    int lambda = name.indexOf(LAMBDA);
                    Class<?> loaded = Class.forName(lambda < 0 ? name : name.substring(0, lambda), false, loader);
                    if (lambda >= 0 && loaded.getSigners() != null) {
                        return false;
                    }
                    loaded.getDeclaredConstructors();
                } catch (ClassNotFoundException | LinkageError e) {
                    // not a class of this loader, or one that needs what is not there
                }
            }
        }
        return true;
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
