package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.CloudExtension;
import ateliers.cloud.CloudOptions;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.sdk.Protocol;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;

/** Operations of AWS that the SDK's classes do not know are this cloud's gaps; what AWS does not know either, it refuses. */
class NewerOperationsTest {
    private static final Path FILE = Path.of("src/main/resources/ateliers/cloud/wire/newer-operations.tsv");

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension(() -> CloudOptions.fresh().withAnyKey());

    private final HttpClient http = HttpClient.newHttpClient();

    private Map<String, SdkModel> models() {
        Map<String, SdkModel> models = new TreeMap<>();
        Cloud all = cloud.cloud();
        all.door()
                .names()
                .forEach(name -> models.put(
                        name,
                        SdkModel.of(
                                all.door().service(name).map(AwsService::api).orElseThrow())));
        return models;
    }

    @Test
    void theListIsWhatBotocoreKnowsBeyondTheSdk() throws Exception {
        StringBuilder known = new StringBuilder();
        models().forEach((door, model) -> {
            for (SdkOperation each : model.operations()) {
                known.append(String.join(
                                "\t",
                                door,
                                model.signingName(),
                                String.valueOf(model.protocol().isRest()),
                                each.name(),
                                each.binding().method(),
                                each.binding().uri()))
                        .append('\n');
            }
        });
        assumeThat(runs("import botocore", "")).as("python3 has botocore").isNotEqualTo("failed");
        String list = runs(Files.readString(Path.of("src/schema/newer-operations.py")), known.toString());
        if (Boolean.getBoolean("ateliers.regenerate")) {
            Files.writeString(FILE, list);
        }
        List<String> recorded = Files.readAllLines(FILE);
        assumeThat(list.lines().findFirst()).as("the same botocore").contains(recorded.get(0));

        assertThat(list.lines().toList()).isEqualTo(recorded);
    }

    private static String runs(String script, String input) throws Exception {
        Path program = Files.createTempFile("script", ".py");
        Path output = Files.createTempFile("output", ".tsv");
        try {
            Files.writeString(program, script);
            Process process = new ProcessBuilder("python3", program.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading, and says so by its exit code.
            }
            return process.waitFor() == 0 ? Files.readString(output) : "failed";
        } catch (IOException e) {
            return "failed"; // no python3
        } finally {
            Files.delete(program);
            Files.delete(output);
        }
    }

    /** Whoever raises the SDK's version makes the list anew. */
    @Test
    void noneIsOneThatTheSdkKnowsAtItsPlace() {
        Map<String, SdkModel> models = models();
        assertThat(NewerOperations.all()).hasSizeGreaterThan(10).allSatisfy(each -> {
            SdkModel model = models.get(each.service());
            assertThat(model.signingName()).isEqualTo(each.signingName());
            assertThat(model.operation(each.name())
                            .filter(known -> !model.protocol().isRest()
                                    || known.binding().uri().equals(each.uri())
                                            && known.binding().method().equals(each.method())))
                    .isEmpty();
        });
    }

    @Test
    void eachIsNamedAsLacking() throws Exception {
        Map<String, SdkModel> models = models();
        List<String> wrong = new ArrayList<>();
        for (NewerOperations.Newer each : NewerOperations.all()) {
            SdkModel model = models.get(each.service());
            HttpResponse<String> answer = model.protocol().isRest()
                    ? at(each.signingName(), each.method(), each.uri().replaceAll("\\{[^}]+}", "some-name"))
                    : called(model, each.name());
            String lacking = "Unsupported by the embedded cloud: the operation " + each.service() + ":";
            boolean named = answer.body().contains(lacking + each.name())
                    // One place, told apart by a parameter.
                    || each.name().endsWith("ObjectAnnotations")
                            && answer.body().contains(lacking + "GetObjectAnnotation");
            if (answer.statusCode() != 501 || !named) {
                wrong.add(each + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatAwsDoesNotKnowEitherIsRefused() throws Exception {
        Map<String, SdkModel> models = models();
        assertThat(at("lambda", "POST", "/2021-11-15/functions/f/response-streaming")
                        .body())
                .contains("The requested operation is not recognized by the service.");
        assertThat(at("ses", "POST", "/v2/email/list-nothing").statusCode()).isEqualTo(404);
        assertThat(called(models.get("iam"), "AcquireCastle").body())
                .contains("The action AcquireCastle is not valid for this web service.");
        assertThat(called(models.get("dynamodb"), "SearchFeelings").body()).contains("UnknownOperationException");
    }

    /** Before, the object was written: a parameter that S3 does not know means nothing to it. */
    @Test
    void anAnnotationIsNotTakenForTheObject() throws Exception {
        cloud.client(S3Client.builder())
                .createBucket(r -> r.bucket("bucket-of-notes")
                        .createBucketConfiguration(
                                c -> c.locationConstraint(cloud.cloud().place().region())));
        assertThat(at("s3", "PUT", "/bucket-of-notes/key?annotation&annotationName=a")
                        .statusCode())
                .isEqualTo(501);
        assertThat(at("s3", "GET", "/bucket-of-notes/key").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> called(SdkModel model, String operation) throws Exception {
        HttpRequest.Builder request = signed("/", model.signingName());
        if (model.protocol() == Protocol.AWS_QUERY) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("Action=" + operation + "&Version="
                            + model.apiVersion().orElseThrow()));
        } else {
            request.header("X-Amz-Target", model.targetPrefix().orElseThrow() + "." + operation)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(BodyPublishers.ofString("{}"));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> at(String service, String method, String path) throws Exception {
        return http.send(
                signed(path, service).method(method, BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder signed(String path, String service) {
        return HttpRequest.newBuilder(URI.create(cloud.cloud().endpoint() + path))
                .header("X-Amz-Date", "20260101T000000Z")
                .header("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20260101/eu-west-3/" + service
                                + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64));
    }
}
