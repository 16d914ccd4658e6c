package ateliers.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sts.StsClient;

class CloudTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void theSdksClientsReachItsServices() {
        StsClient sts = cloud.client(StsClient.builder());

        assertThat(sts.getCallerIdentity().arn()).isEqualTo(cloud.cloud().root().arn());
    }

    @Test
    void nothingIsLeftOfAClosedOne() {
        Cloud closed = Cloud.start();
        URI endpoint = closed.endpoint();
        Path folder = closed.workFolder();

        closed.close();

        assertThat(folder).doesNotExist();
        assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void twoAtOnceShareNothing() {
        try (Cloud other = Cloud.start()) {
            assertThat(other.endpoint()).isNotEqualTo(cloud.cloud().endpoint());
            assertThat(other.place().account())
                    .isNotEqualTo(cloud.cloud().place().account());
        }
    }
}
