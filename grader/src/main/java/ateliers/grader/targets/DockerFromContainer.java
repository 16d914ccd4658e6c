package ateliers.grader.targets;

import com.github.dockerjava.api.model.Network;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * How Docker is reached by who is in a container himself, as in a development container: by its socket, and what it opens at the first
 * address of its usual network. Testcontainers knows that address of a Docker that tells it, and else downloads an image to look from
 * there; here what is missing is worked out. The launchers name this class ({@code TESTCONTAINERS_DOCKER_CLIENT_STRATEGY}). Elsewhere it
 * does not apply, and Testcontainers finds Docker by itself.
 *
 * @see <a href="https://java.testcontainers.org/features/configuration/">Custom configuration</a>
 */
public final class DockerFromContainer extends DockerClientProviderStrategy {
    private static final Path MARK = Path.of("/.dockerenv");
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    /** Docker's own network, which every container joins that names no other. */
    private static final String USUAL = "bridge";

    private boolean tried;
    private String address;

    @Override
    public String getDescription() {
        return "Docker's socket in a container";
    }

    /** Who names an address himself is followed by Testcontainers' own ways. */
    @Override
    protected boolean isApplicable() {
        return Files.exists(MARK) && Files.exists(SOCKET) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null;
    }

    @Override
    protected boolean test() {
        tried = true;
        return super.test();
    }

    /** Testcontainers takes only a way that can be kept, and then writes into the person's folder which it was: other programs lack it. */
    @Override
    protected boolean isPersistable() {
        return !tried;
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder()
                .dockerHost(URI.create("unix://" + SOCKET))
                .build();
    }

    @Override
    public synchronized String getDockerHostIpAddress() {
        if (address == null) {
            address = address(getDockerClient()
                    .inspectNetworkCmd()
                    .withNetworkId(USUAL)
                    .exec()
                    .getIpam()
                    .getConfig());
        }
        return address;
    }

    /** Docker takes the first address of a network for itself, unless it was told another, which it then tells. */
    static String address(List<Network.Ipam.Config> parts) {
        return told(parts, Network.Ipam.Config::getGateway)
                .or(() -> told(parts, Network.Ipam.Config::getSubnet).map(DockerFromContainer::first))
                .orElse("localhost");
    }

    private static Optional<String> told(List<Network.Ipam.Config> parts, Function<Network.Ipam.Config, String> what) {
        return parts.stream()
                .map(what)
                .filter(Objects::nonNull)
                .filter(each -> each.contains("."))
                .findFirst();
    }

    /** 172.17.0.1 of 172.17.0.0/16. */
    private static String first(String subnet) {
        int[] bytes = Stream.of(subnet.split("/")[0].split("\\."))
                .mapToInt(Integer::parseInt)
                .toArray();
        return "%d.%d.%d.%d".formatted(bytes[0], bytes[1], bytes[2], bytes[3] + 1);
    }
}
