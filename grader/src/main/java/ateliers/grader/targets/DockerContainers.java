package ateliers.grader.targets;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.SelinuxContext;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Containers of this machine's Docker, by Testcontainers. It is loaded with this class, so not before somebody wants such a target.
 *
 * <p>Who removes them: the grading at its end, and a hook that Testcontainers gives to the JVM, so Ctrl-C does too. Its own helper in a
 * container, Ryuk, is left out by the launchers ({@code TESTCONTAINERS_RYUK_DISABLED}): it would have to be downloaded and to hold
 * Docker's socket. What a JVM leaves that was killed carries the label {@value #LABEL}.
 *
 * @see <a href="https://java.testcontainers.org/modules/localstack/">LocalStack Module</a>
 */
final class DockerContainers {
    /** That of all containers of gradings. */
    static final String LABEL = "dev.ateliers.grading";

    /** Which images the LocalStack module takes. */
    private static final String LOCALSTACK = "localstack/localstack";

    /** Emulators run functions in containers beside their own. */
    private static final String SOCKET = "/var/run/docker.sock";

    /** How only a Docker of this machine is reached. */
    private static final Set<String> LOCAL = Set.of("unix", "npipe");

    private static final int LAST_LINES = 5;

    /** Some errors tell all that Docker knows of a container. */
    private static final int LONGEST_WORDS = 300;

    private DockerContainers() {}

    /** LocalStack, or another image that starts as it does. */
    static Containers.Container localStack(String image, Map<String, String> variables) {
        return start(image, variables, LocalStack::new);
    }

    /** Any image that listens on {@link Containers#PORT}. */
    static Containers.Container any(String image, Map<String, String> variables) {
        return start(image, variables, name -> new GenericContainer<>(name).withExposedPorts(Containers.PORT));
    }

    private static Containers.Container start(
            String image, Map<String, String> variables, Function<DockerImageName, GenericContainer<?>> made) {
        requireDaemon();
        String here = here();
        try {
            require(image);
            GenericContainer<?> container = made.apply(DockerImageName.parse(image));
            container
                    .withEnv(variables)
                    .withLabel(LABEL, "true")
                    .withCreateContainerCmdModifier(command -> requireNonNull(command.getHostConfig())
                            .withBinds(new Bind(socket(), new Volume(SOCKET)))
                            .withPortBindings(
                                    new PortBinding(Ports.Binding.bindIp(here), ExposedPort.tcp(Containers.PORT))))
                    .waitingFor(new NoWait())
                    .start();
            return new Started(container, here);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("Le lancement de l'image %s a été interrompu.".formatted(image), e);
        } catch (RuntimeException e) {
            throw new GraderException(
                    "L'image %s n'a pas pu être lancée par Docker : %s".formatted(image, rootWords(e)), e);
        }
    }

    private static String socket() {
        return DockerClientFactory.instance().getRemoteDockerUnixSocketPath();
    }

    private static void requireDaemon() {
        try {
            DockerClientFactory.instance().client();
        } catch (IllegalStateException e) {
            throw new GraderException(
                    "Docker ne répond pas sur ce poste : installe-le et démarre-le (Docker Desktop, ou docker.io), ou note sur l'AWS embarqué, sans --target.",
                    e);
        } catch (RuntimeException e) {
            throw new GraderException(
                    "Docker répond, mais Testcontainers ne peut pas s'en servir (%s).".formatted(rootWords(e)), e);
        }
    }

    /**
     * Where the port is opened, on this machine alone: the loopback address, or, for who is in a container himself, Docker's own network.
     *
     * @throws GraderException where Docker runs on another machine, whose network would see the port
     */
    private static String here() {
        DockerClientFactory docker = DockerClientFactory.instance();
        String host = docker.dockerHostIpAddress();
        if (host.equals("localhost")) {
            return "127.0.0.1";
        }
        String way = docker.getTransportConfig().getDockerHost().getScheme();
        if (!LOCAL.contains(way)) {
            throw new GraderException(
                    "Docker est sur une autre machine (%s), et l'émulateur n'ouvre son port que là-bas : utilise le Docker de ce poste, sans DOCKER_HOST."
                            .formatted(host));
        }
        return host;
    }

    /** Testcontainers would try for two minutes to download what cannot be. */
    private static void require(String image) throws InterruptedException {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            docker.pullImageCmd(image).start().awaitCompletion();
        }
    }

    /** What lies at the bottom of an error of Testcontainers, which wraps others several times. */
    private static String rootWords(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String words =
                root.getMessage() == null ? root.toString() : root.getMessage().strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words;
    }

    /** Its module mounts Docker's socket after a trial, for which an image more would be downloaded: it is mounted here. */
    private static final class LocalStack extends LocalStackContainer {
        LocalStack(DockerImageName image) {
            super(image.asCompatibleSubstituteFor(LOCALSTACK));
        }

        @Override
        public void addFileSystemBind(String here, String inside, BindMode mode, SelinuxContext context) {
            // Docker's socket alone would be: see above.
        }
    }

    /** Whether it answers as AWS is asked elsewhere: what images write when they are ready is each one's own. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // Running is enough.
        }
    }

    private record Started(GenericContainer<?> container, String host) implements Containers.Container {
        @Override
        public URI address() {
            return URI.create("http://%s:%d".formatted(host, container.getMappedPort(Containers.PORT)));
        }

        @Override
        public boolean isRunning() {
            return container.isRunning();
        }

        @Override
        public String lastWords() {
            List<String> lines = container.getLogs().strip().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        }

        @Override
        public void remove() {
            container.stop();
        }
    }
}
