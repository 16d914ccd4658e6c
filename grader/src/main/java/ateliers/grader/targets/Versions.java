package ateliers.grader.targets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions that the build wrote down. */
public final class Versions {
    private Versions() {}

    /** This program's own. */
    public static String own() {
        return of("project");
    }

    /** The one of this name in {@code versions.properties}. */
    public static String of(String name) {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/ateliers/grader/versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new GraderException("Les versions du projet sont illisibles : " + e.getMessage(), e);
        }
        return versions.getProperty(name, "inconnue");
    }
}
