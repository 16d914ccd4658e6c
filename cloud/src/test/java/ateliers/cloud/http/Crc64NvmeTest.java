package ateliers.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {
    @Test
    void givesTheCheckValueOfTheSpecification() {
        Crc64Nvme crc = new Crc64Nvme();
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        crc.update(digits, 0, digits.length);

        assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    }
}
