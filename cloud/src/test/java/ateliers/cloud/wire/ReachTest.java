package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a cloud is reached, and what it may be called there. */
class ReachTest {
    private static final String REFUSED = "HTTP/1.1 403 ";
    private static final String ANSWERED = "HTTP/1.1 200 ";

    @Test
    void oneThatListensEverywhereIsCalledByNumbersAndByItsNamesAlone() throws IOException {
        Reach everywhere = new Reach(InetAddress.getByName("0.0.0.0"), 0, Set.of("aws"));
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withReach(everywhere))) {
            assertThat(cloud.endpoint().getHost()).isEqualTo("127.0.0.1");
            assertThat(called(cloud, "172.17.0.2:4566")).startsWith(ANSWERED);
            assertThat(called(cloud, "aws:4566")).startsWith(ANSWERED);
            assertThat(called(cloud, "bucket.aws")).startsWith(ANSWERED);
            assertThat(called(cloud, "notaws")).startsWith(REFUSED);
            assertThat(called(cloud, "evil.example")).startsWith(REFUSED);
            assertThat(called(cloud, "1.2.3.4.example")).startsWith(REFUSED);
        }
    }

    @Test
    void oneOfThisMachineAloneHasNoOtherNumber() {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh())) {
            assertThat(called(cloud, "172.17.0.2:4566")).startsWith(REFUSED);
        }
    }

    @Test
    void onlyAddressesOfIpv4AreKnown() throws IOException {
        InetAddress six = InetAddress.getByName("::1");

        assertThatThrownBy(() -> new Reach(six, 0, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String called(Cloud cloud, String host) {
        return RawHttp.send(
                cloud.endpoint(),
                "GET /_localstack/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
