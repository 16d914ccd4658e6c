package ateliers.cloud.services.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.executeapi.Visitor;
import ateliers.cloud.http.WireResponse;
import ateliers.cloud.services.TestServices;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** Models and templates of an API that nobody would write, but for what they make of who reads them. */
@Timeout(120)
class HostileModelsTest {
    private static final String BODY = """
            {"swagger":"2.0","info":{"title":"shop","version":"1"},
             "x-amazon-apigateway-request-validators":{"corps":{"validateRequestBody":true,"validateRequestParameters":false}},
             "x-amazon-apigateway-request-validator":"corps",
             "paths":{"/":{"post":{"consumes":["application/json"],
               "parameters":[{"in":"body","name":"M","required":true,"schema":{"$ref":"#/definitions/M"}}],
               "responses":{"200":{}},"x-amazon-apigateway-integration":{"type":"mock",
                 "requestTemplates":{"application/json":"{\\"statusCode\\": 200}"},
                 "responses":{"default":{"statusCode":"200","responseTemplates":{"application/json":"%s"}}}}}}},
             "definitions":{"M":%s}}
            """;

    private final TestServices cloud = new TestServices(new ApiGatewayService());
    private final ApiGatewayClient client = cloud.client(ApiGatewayClient.class);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        cloud.close();
    }

    private WireResponse answer(String template, String schema, String path, String body, String... headers) {
        String id = client.importRestApi(r -> r.body(SdkBytes.fromUtf8String(BODY.formatted(template, schema))))
                .id();
        client.createDeployment(r -> r.restApiId(id).stageName("prod"));
        return new Visitor(cloud.door, id)
                .send(
                        "POST",
                        path,
                        body.getBytes(StandardCharsets.UTF_8),
                        Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                                .toArray(String[]::new));
    }

    @Test
    void aModelIsReadNowhereElse() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        Path file = Files.writeString(folder.resolve("schema.json"), "{\"type\":\"string\"}");
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
            assertThat(accepts(url)).isFalse();
            assertThat(asked).hasValue(0);
            assertThat(accepts(file.toUri().toString())).isFalse();
            assertThat(accepts("classpath:/versions.properties")).isFalse();
        } finally {
            server.stop(0);
        }
    }

    /** Whether something was read there, and held against a request. */
    private boolean accepts(String reference) {
        try {
            return answer("", "{\"$ref\":\"" + reference + "\"}", "/prod/", "\"text\"")
                            .status()
                    < 500;
        } catch (AwsServiceException e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadRequestException");
            return false;
        }
    }

    @Test
    void aPatternThatTakesForeverIsOurGap() {
        WireResponse answer = answer(
                "", "{\"type\":\"string\",\"pattern\":\"^(a+)+\\\\1b$\"}", "/prod/", "\"" + "a".repeat(60) + "!\"");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer("", "{\"type\":\"string\",\"pattern\":\"^(a+)$\"}", "/prod/", "\"aaa\"")
                        .status())
                .isEqualTo(200);
        assertThat(answer("", "{\"type\":\"string\",\"pattern\":\"b\"}", "/prod/", "\"abc\"")
                        .status())
                .isEqualTo(200);
        assertThat(answer("", "{\"type\":\"string\",\"pattern\":\"^(a+)$\"}", "/prod/", "\"ab\"")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aModelThatIsItselfIsOurGap() {
        WireResponse answer = answer("", "{\"allOf\":[{\"$ref\":\"#/definitions/M\"}]}", "/prod/", "{}");

        assertThat(answer.status()).isEqualTo(501);
    }

    /** A hundred megabytes of one request. */
    @Test
    void aVariableThatIsShownWithoutEndIsOurGap() {
        String template = "$context.identity.userAgent ".repeat(1_000);

        assertThat(answer(template, "{}", "/prod/", "{}", "User-Agent", "x".repeat(100_000))
                        .status())
                .isEqualTo(501);
        assertThat(answer(template, "{}", "/prod/", "{}", "User-Agent", "x").status())
                .isEqualTo(200);
    }
}
