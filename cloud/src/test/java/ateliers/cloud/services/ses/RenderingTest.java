package ateliers.cloud.services.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
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

    /** Loops in loops, a long value shown often, blocks in blocks, partials that use themselves or each other. */
    static Stream<String> bombs() {
        return Stream.of(
                "{{#each @root.list}}".repeat(9) + "x" + "{{/each}}".repeat(9),
                "{{#each @root.list}}".repeat(9) + "{{/each}}".repeat(9),
                "{{#@root.list}}".repeat(9) + "x" + "{{/@root.list}}".repeat(9),
                "{{text}}".repeat(300),
                "{{#each list}}" + "{{@root.text}}".repeat(3) + "{{/each}}",
                "{{#if text}}".repeat(20_000) + "{{/if}}".repeat(20_000),
                "{{#* inline \"a\"}}{{> a}}{{/inline}}{{> a}}",
                "{{#* inline \"a\"}}x{{/inline}}{{#*inline \"b\"}}{{~> a}}{{> a}}{{/inline}}{{> b}}",
                "{{#* inline \"a\"}}" + "x".repeat(100_000) + "{{/inline}}"
                        + "{{#each list}}{{#each @root.list}}{{> a}}{{/each}}{{/each}}");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void whatHasNoEndIsOurGap(String bomb) {
        EmailTemplate template = new EmailTemplate("t", "s", bomb, null, Instant.EPOCH);
        String data = "{\"list\":[" + "1,".repeat(99) + "1],\"text\":\"" + "y".repeat(100_000) + "\"}";

        assertThatThrownBy(() -> Rendering.render(template, Rendering.data(data, ERRORS)))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("ses: a template ");
    }

    @Test
    void aLongListIsMadeAllTheSame() {
        EmailTemplate template =
                new EmailTemplate("t", "s", "{{#each list}}<li>{{this}}</li>{{/each}}", null, Instant.EPOCH);
        String data = "{\"list\":[" + "1,".repeat(19_999) + "1]}";

        assertThat(Rendering.render(template, Rendering.data(data, ERRORS)).text())
                .hasSize(200_000);
    }
}
