package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/** No image is downloaded to find Docker from a container; {@code ImageTest} has what is so where one answers. */
class DockerFromContainerTest {
    @Test
    void theAddressThatDockerTellsIsTaken() {
        assertThat(DockerFromContainer.address(
                        List.of(part("172.17.0.0/16").withGateway("172.17.0.254"), part("10.0.0.0/8"))))
                .isEqualTo("172.17.0.254");
    }

    /** As Docker before 28 does from its first start to its second. */
    @ParameterizedTest
    @CsvSource({"172.17.0.0/16, 172.17.0.1", "10.1.2.128/25, 10.1.2.129"})
    void anAddressThatDockerDoesNotTellIsTheFirstOfItsNetwork(String subnet, String address) {
        assertThat(DockerFromContainer.address(List.of(part(subnet)))).isEqualTo(address);
    }

    @Test
    void theOlderInternetIsTakenOfTwo() {
        assertThat(DockerFromContainer.address(
                        List.of(part("fd00:dead:beef::/64").withGateway("fd00:dead:beef::1"), part("172.17.0.0/16"))))
                .isEqualTo("172.17.0.1");
    }

    @Test
    void aNetworkWithoutAddressesIsThisMachine() {
        assertThat(DockerFromContainer.address(List.of())).isEqualTo("localhost");
    }

    /** Testcontainers makes one by its name, and passes over one that cannot be kept before it is tried. */
    @Test
    void testcontainersCanTakeItByItsName() throws ReflectiveOperationException {
        DockerClientProviderStrategy made = Class.forName("ateliers.grader.targets.DockerFromContainer")
                .asSubclass(DockerClientProviderStrategy.class)
                .getConstructor()
                .newInstance();

        assertThat(((DockerFromContainer) made).isPersistable()).isTrue();
        assertThat(made.getTransportConfig().getDockerHost()).hasToString("unix:///var/run/docker.sock");
    }

    /** Other programs of that person would be told of a class that they lack. */
    @Test
    void nothingOfItIsKeptInThePersonsFolder() {
        DockerFromContainer tried = new DockerFromContainer();

        tried.test();

        assertThat(tried.isPersistable()).isFalse();
    }

    private static Network.Ipam.Config part(String subnet) {
        return new Network.Ipam.Config().withSubnet(subnet);
    }
}
