package ateliers.grader.targets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The docker command, by which an emulator is started and removed. It is asked for nothing before somebody wants such a target.
 *
 * @param command how it is called
 */
record Docker(List<String> command) {
    static final Docker USUAL = new Docker(List.of("docker"));

    /** What a call ended with. */
    private record Ended(int code, String out) {
        String lastLine() {
            return out.lines().reduce((first, second) -> second).orElse("");
        }
    }

    /** @throws GraderException that says what to do, where this machine has no Docker or it does not run */
    void requireDaemon() {
        Ended asked = call("version", "--format", "{{.Server.Version}}");
        if (asked.code() != 0) {
            throw new GraderException(
                    "Docker est installé, mais son service ne répond pas (%s) : démarre Docker Desktop, ou dockerd, puis recommence."
                            .formatted(asked.lastLine()));
        }
    }

    /**
     * Starts a container in the background, and downloads its image first where this machine does not have it.
     *
     * @return its id
     */
    String run(List<String> options, String image) {
        List<String> all = new ArrayList<>(List.of("run", "--detach", "--rm"));
        all.addAll(options);
        all.add(image);
        Ended started = call(all.toArray(String[]::new));
        if (started.code() != 0) {
            throw new GraderException(
                    "L'image %s n'a pas pu être lancée par Docker : %s".formatted(image, started.lastLine()));
        }
        return started.lastLine().strip();
    }

    /** The port of the loopback address that leads to a port of a container. */
    int port(String container, int inside) {
        Ended asked = call("port", container, Integer.toString(inside));
        String mapped = asked.out().lines().findFirst().orElse("");
        String port = mapped.substring(mapped.lastIndexOf(':') + 1).strip();
        if (asked.code() != 0 || !port.matches("\\d+")) {
            throw new GraderException("Docker ne dit pas quel port mène au conteneur : " + asked.lastLine());
        }
        return Integer.parseInt(port);
    }

    /** The last lines that a container has written. */
    String log(String container) {
        return call("logs", "--tail", "5", container).out().strip();
    }

    /** Ends and removes a container; without effect where it has ended already. */
    void remove(String container) {
        call("rm", "--force", container);
    }

    private Ended call(String... arguments) {
        try {
            Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), out);
        } catch (IOException e) {
            throw new GraderException(
                    "Docker n'est pas installé sur ce poste : installe-le (Docker Desktop, ou docker.io), ou note sur l'AWS embarqué, sans --target.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("L'appel de Docker a été interrompu.", e);
        }
    }
}
