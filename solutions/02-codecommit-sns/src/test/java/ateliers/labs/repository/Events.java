package ateliers.labs.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Les événements d'exemple, ceux du dossier {@code events/}. */
final class Events {

    static final String PUSH = "push.json";
    static final String CREATION = "creation-de-main.json";
    static final String DELETION = "suppression.json";
    static final String TAG = "etiquette.json";
    static final String OTHER_BRANCH = "autre-branche.json";

    private Events() {}

    /** Ce que la fonction reçoit. */
    static InputStream open(String name) {
        try {
            return Files.newInputStream(Path.of("events", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RepositoryEvent read(String name) {
        try (InputStream json = open(name)) {
            return RepositoryEvent.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
