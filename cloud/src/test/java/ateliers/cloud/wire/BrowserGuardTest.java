package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.CloudOptions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;

/** A cloud in which any key is the root user's, as seen by pages in the browser of whoever runs it. */
class BrowserGuardTest {
    private static final String OWN = "Host: 127.0.0.1:%PORT%";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension(() -> CloudOptions.fresh().withAnyKey());

    @Test
    void theSameRequestOfAToolCreatesAUser() {
        assertThat(get(makesAUser(), OWN)).startsWith("HTTP/1.1 200 ");
        assertThat(users()).containsExactly("eve");
    }

    @Test
    void anImageOfAnotherSitesPageCreatesNoUser() {
        String answer = get(makesAUser(), OWN, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors");

        assertThat(answer).startsWith("HTTP/1.1 403 ").endsWith("AWS's APIs are not for pages here.\n");
        assertThat(users()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:3000",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pagesOfOthersAreRefused(String header) {
        assertThat(get("/_localstack/health", OWN, header)).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: of a browser",
                "Origin: http://127.0.0.1:%PORT%",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: same-origin"
            })
    void toolsAndPeopleAndOwnPagesAreAnswered(String header) {
        assertThat(get("/_localstack/health", OWN, header)).startsWith("HTTP/1.1 200 ");
    }

    /** A page of evil.example, whose name now leads to this machine: for the browser it is one site with the cloud. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "notlocalhost",
                "amazonaws.com.evil.example",
                "evilamazonaws.com",
                "x.lambda-url.eu-west-3.on.aws.evil.example"
            })
    void aForeignNameIsNotAnswered(String host) {
        String answer = get(makesAUser(), "Host: " + host + ":%PORT%", "Sec-Fetch-Site: same-origin");

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("This cloud is not called " + host + ":");
        assertThat(users()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:%PORT%",
                "LOCALHOST",
                "127.0.0.1",
                "127.8.9.10:80",
                "[::1]:%PORT%",
                "bucket.s3.localhost:%PORT%",
                "sqs.eu-west-3.amazonaws.com",
                "x.lambda-url.eu-west-3.on.aws"
            })
    void ownNamesAreAnswered(String host) {
        assertThat(get("/_localstack/health", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    /** CORS of an API is the API's own business: the front lets it answer, here that there is none of that name. */
    @Test
    void aStageOfAnApiIsAskedWhateverPageItIs() {
        assertThat(get(
                        "/test/x",
                        "Host: abc123.execute-api.eu-west-3.amazonaws.com",
                        "Origin: https://shop.example",
                        "Sec-Fetch-Site: cross-site"))
                .doesNotContain("A page of")
                .contains("\"message\"");
    }

    /** What an image's address may hold: a signature that nobody made. */
    private String makesAUser() {
        String now = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                .format(cloud.cloud().clock().realTime().atOffset(ZoneOffset.UTC));
        return "/?Action=CreateUser&UserName=eve&Version=2010-05-08&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=any%2F"
                + now.substring(0, 8) + "%2Fus-east-1%2Fiam%2Faws4_request&X-Amz-Date=" + now
                + "&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=" + "0".repeat(64);
    }

    private String get(String path, String... headers) {
        String port = Integer.toString(cloud.cloud().endpoint().getPort());
        String lines = String.join("\r\n", headers).replace("%PORT%", port);
        return RawHttp.send(
                cloud.cloud().endpoint(), "GET " + path + " HTTP/1.1\r\n" + lines + "\r\nConnection: close\r\n\r\n");
    }

    private List<String> users() {
        return cloud.client(IamClient.builder()).listUsers().users().stream()
                .map(user -> user.userName())
                .toList();
    }
}
