package ateliers.cloud.services.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.AwsErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderingTest {
    private static final SesErrors ERRORS = SesErrors.V1;

    record Case(String source, String template, String data, String expected) {
        @Override
        public String toString() {
            return source + ": " + template + " with " + data;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = RenderingTest.class.getResourceAsStream("renderings.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" ¦ ", -1))
                    .map(parts -> new Case(parts[0], unescaped(parts[1]), parts[2], unescaped(parts[3])));
        }
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aTemplateAndItsDataMakeAText(Case each) {
        EmailTemplate template = new EmailTemplate("t", "s", each.template(), null, Instant.EPOCH);
        if (each.expected().startsWith("! ")) {
            assertThatThrownBy(() -> Rendering.render(template, Rendering.data(each.data(), ERRORS)))
                    .hasMessageContaining(each.expected().substring(2));
        } else {
            assertThat(Rendering.render(template, Rendering.data(each.data(), ERRORS))
                            .text())
                    .isEqualTo(each.expected());
        }
    }

    @Test
    void thereAreSixtyAtLeast() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void nothingOfTheJvmIsReached() {
        EmailTemplate template = new EmailTemplate("t", "{{name.class}}", null, null, Instant.EPOCH);

        assertThatThrownBy(() -> Rendering.render(template, Rendering.data("{\"name\":\"x\"}", ERRORS)))
                .isInstanceOf(Rendering.Missing.class);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        EmailTemplate template = new EmailTemplate("t", "{{#if a}}", null, null, Instant.EPOCH);

        assertThatThrownBy(() -> Rendering.check(template, ERRORS))
                .satisfies(e -> assertThat(AwsErrors.code(e)).isEqualTo("InvalidTemplate"));
        assertThatThrownBy(() -> Rendering.data("{\"a\":", ERRORS))
                .satisfies(e -> assertThat(AwsErrors.code(e)).isEqualTo("InvalidRenderingParameter"));
        assertThatThrownBy(() -> Rendering.data("{\"a\":1e2147483648}", ERRORS))
                .hasMessageContaining("Template rendering data is invalid");
        assertThatThrownBy(() -> Rendering.data("[1]", ERRORS))
                .satisfies(e -> assertThat(AwsErrors.code(e)).isEqualTo("InvalidRenderingParameter"));
    }
}
