package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import ateliers.cloud.services.RealTraits;
import ateliers.cloud.traits.RestTraits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What AWS has and this cloud lacks answers 501 over HTTP with a sentence that names it, whatever the protocol. */
class NotImplementedTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyServiceNamesTheOperationsThatItLacks() throws Exception {
        List<String> services = new ArrayList<>();
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            for (String name : cloud.door().names()) {
                SdkModel model = SdkModel.of(
                        cloud.door().service(name).map(AwsService::api).orElseThrow());
                Set<String> implemented = cloud.door().operations().get(name);
                Optional<SdkOperation> missing = model.operations().stream()
                        .filter(operation -> !implemented.contains(operation.name()))
                        .filter(operation -> path(operation).isPresent())
                        .filter(operation -> isPlain(operation.binding()))
                        .findFirst();
                if (missing.isPresent()) {
                    services.add(name);
                    HttpResponse<String> answer = call(cloud.endpoint(), missing.get());
                    assertThat(answer.statusCode())
                            .as(missing.get() + ": " + answer.body())
                            .isEqualTo(501);
                    assertThat(answer.body())
                            .containsIgnoringCase("Unsupported by the embedded cloud: the operation " + name + ":"
                                    + missing.get().name());
                }
            }
        }
        assertThat(services).contains("s3", "sns", "iam", "dynamodb", "lambda", "cloudformation", "logs");
    }

    @Test
    void aServiceThatIsNotThereIsNamedToo() throws Exception {
        try (Cloud cloud = Cloud.start(CloudOptions.fresh().withAnyKey())) {
            HttpRequest request = signed(cloud.endpoint(), "kinesis")
                    .header("X-Amz-Target", "Kinesis_20131202.ListStreams")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("Unsupported by the embedded cloud: the service kinesis");
        }
    }

    /** REST operations may want headers and bodies; those that are read without are enough. */
    private static boolean isPlain(SdkOperation.Binding binding) {
        return !binding.protocol().isRest() || binding.method().equals("GET");
    }

    private static Optional<String> path(SdkOperation operation) {
        Optional<RestTraits> rest = RealTraits.of(operation.service().client()).rest();
        Optional<String> template = rest.isPresent()
                ? rest.get().template(operation)
                : Optional.of(operation.binding().uri());
        return template.map(uri -> uri.replaceAll("\\{[^}]*}", "some-name"));
    }

    private HttpResponse<String> call(URI endpoint, SdkOperation operation) throws Exception {
        SdkOperation.Binding binding = operation.binding();
        String service = operation.service().signingName();
        HttpRequest.Builder request;
        if (binding.protocol().isRest()) {
            request = signed(endpoint.resolve(path(operation).orElseThrow()), service)
                    .GET();
        } else if (binding.protocol() == Protocol.AWS_QUERY) {
            request = signed(endpoint, service)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "Action=" + operation.name() + "&Version=" + binding.apiVersion()));
        } else {
            request = signed(endpoint, service)
                    .header("X-Amz-Target", binding.target())
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder signed(URI uri, String service) {
        return HttpRequest.newBuilder(uri)
                .header("X-Amz-Date", "20260101T000000Z")
                .header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-3/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64));
    }
}
