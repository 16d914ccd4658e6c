package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Where packages can be downloaded, as GetFunction and GetLayerVersion tell.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCodeLocation.html">FunctionCodeLocation</a>
 */
class CodeLocationsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private HttpResponse<byte[]> get(String location) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(location)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aFunctionsPackageIsWhereGetFunctionSays() throws IOException, InterruptedException {
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        Subjects subjects = new Subjects(cloud.cloud());
        SdkBytes code = Subjects.code();
        subjects.create("f", subjects.role("runner", "lambda.amazonaws.com"), r -> r.code(c -> c.zipFile(code)));

        String location = lambda.getFunction(r -> r.functionName("f")).code().location();

        assertThat(get(location).body()).isEqualTo(code.asByteArray());
        HttpResponse<byte[]> other = get(location.substring(0, location.length() - 4) + "zzzz");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(new String(other.body(), StandardCharsets.UTF_8)).contains("<Code>AccessDenied</Code>");
    }

    @Test
    void aLayersToo() throws IOException, InterruptedException {
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        byte[] layer = Zips.layer("a.jar", Map.of("one.txt", "one"));
        lambda.publishLayerVersion(r -> r.layerName("lib").content(c -> c.zipFile(SdkBytes.fromByteArray(layer))));

        String location = lambda.getLayerVersion(r -> r.layerName("lib").versionNumber(1L))
                .content()
                .location();

        assertThat(get(location).body()).isEqualTo(layer);
    }
}
