package ateliers.grader.cli;

import ateliers.grader.report.SealKey;
import ateliers.grader.targets.GraderException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where this program keeps what belongs to the person who uses it. */
final class Settings {
    private static final String NAME = "ateliers-aws";

    private Settings() {}

    static Path folder() {
        String told = System.getProperty("ateliers.reglages", "");
        return told.isEmpty()
                ? folder(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv())
                : Path.of(told);
    }

    /** @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG_CONFIG_HOME</a> */
    static Path folder(String system, String home, Map<String, String> environment) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        String named = environment.getOrDefault(windows ? "APPDATA" : "XDG_CONFIG_HOME", "");
        // The specification says to ignore relative ones.
        boolean holds = !named.isEmpty() && Path.of(named).isAbsolute();
        return (holds ? Path.of(named) : Path.of(home, ".config")).resolve(NAME);
    }

    /** The key of this person's seals; without it reports are written all the same, and it is said that they have none. */
    static Optional<SealKey> sealKey(PrintStream err) {
        try {
            return Optional.of(SealKey.in(folder()));
        } catch (GraderException e) {
            err.println(e.getMessage() + " Les rapports seront sans sceau.");
            return Optional.empty();
        }
    }
}
