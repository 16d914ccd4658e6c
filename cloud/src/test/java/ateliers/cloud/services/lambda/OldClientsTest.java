package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A function whose SDK is older than {@code AWS_ENDPOINT_URL}: the one of this class path, with an older version's number in
 * its class, and given the addresses that an older one takes by itself.
 */
class OldClientsTest {
    private static final String VERSION = VersionInfo.class.getName().replace('.', '/') + ".class";
    private static final Pattern NEEDED = Pattern.compile(
            ".*/(software/amazon/awssdk/(?!(iam|lambda|dynamodb|cloudformation|cloudwatch|ses|sns|ssm|codecommit|api|ev"
                    + "entbridge|secretsmanager|scheduler))|org/reactivestreams|org/slf4j/slf4j-api).*\\.jar");

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void reachesTheCloudItLivesInUnderAwssOwnAddresses() throws Exception {
        SqsClient sqs = cloud.client(SqsClient.builder());
        S3Client s3 = cloud.client(S3Client.builder());
        String url = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();
        s3.createBucket(r -> r.bucket("drawer")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        Subjects subjects = new Subjects(cloud.cloud());
        String role = subjects.role("runner", "lambda.amazonaws.com");
        subjects.allow("runner", "s3:*", "sqs:*");
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        SdkBytes code = SdkBytes.fromByteArray(code());
        lambda.createFunction(r -> r.functionName("old")
                .runtime("java17")
                .handler(OldClients.class.getName())
                .role(role)
                .timeout(120)
                .memorySize(1024)
                .code(c -> c.zipFile(code)));

        InvokeResponse answer =
                lambda.invoke(r -> r.functionName("old").payload(SdkBytes.fromUtf8String("\"drawer\"")));

        assertThat(answer.payload().asUtf8String()).isEqualTo("\"bonjour\"");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("drawer").key("a b/é.txt")).asUtf8String())
                .isEqualTo("bonjour");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
                .extracting(message -> message.body())
                .containsExactly("bonsoir");
    }

    private static byte[] code() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        String handler = OldClients.class.getName().replace('.', '/') + ".class";
        files.put(handler, resource(handler));
        files.put(VERSION, older(resource(VERSION)));
        for (String jar : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            if (NEEDED.matcher(jar.replace('\\', '/')).matches()) {
                files.put("lib/" + Path.of(jar).getFileName(), Files.readAllBytes(Path.of(jar)));
            }
        }
        return Zips.of(files);
    }

    /** The version's number has as many characters. */
    private static byte[] older(byte[] bytes) {
        String old = "2.1" + VersionInfo.SDK_VERSION.substring(3);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(VersionInfo.SDK_VERSION, old);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream input = OldClientsTest.class.getClassLoader().getResourceAsStream(name)) {
            return input.readAllBytes();
        }
    }
}
