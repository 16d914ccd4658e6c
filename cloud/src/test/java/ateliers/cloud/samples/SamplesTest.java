package ateliers.cloud.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.executeapi.Issuer;
import ateliers.cloud.services.cloudformation.CustomProvider;
import ateliers.cloud.services.lambda.Zips;
import ateliers.cloud.template.TemplateReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Templates after the patterns that people use: each is deployed, gets a message through, and leaves nothing. A sample is a
 * folder of {@code src/test/resources/samples} with {@code template.yaml} and {@code scenario.yaml}: what the pattern is, the
 * page that describes it, and the steps of {@link SampleSteps} in their order.
 */
class SamplesTest {
    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples");
    private static final String CODE = "code-of-samples";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private final Issuer issuer = new Issuer();

    @AfterEach
    void closeTheIssuer() {
        issuer.close();
    }

    static List<String> samples() throws IOException {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void works(String sample) throws IOException {
        Path folder = SAMPLES.resolve(sample);
        ObjectNode scenario = TemplateReader.read(Files.readString(folder.resolve("scenario.yaml")))
                .root();
        assertThat(scenario.path("page").asText()).startsWith("https://docs.aws.amazon.com/");
        putCode();
        Map<String, Integer> before = there();
        CloudFormationClient stacks = cloud.client(CloudFormationClient.builder());

        String template = read(folder.resolve("template.yaml"));
        String id = stacks.createStack(r -> r.stackName("sample")
                        .templateBody(template)
                        .parameters(parameters(template))
                        .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND))
                .stackId();
        idle();
        assertThat(stack(stacks, id).stackStatusAsString())
                .as(() -> events(stacks, id))
                .isEqualTo("CREATE_COMPLETE");
        Map<String, String> names = tokens();
        stack(stacks, id).outputs().forEach(each -> names.put(each.outputKey(), each.outputValue()));
        SampleSteps steps = new SampleSteps(cloud, names);
        for (JsonNode step : scenario.get("steps")) {
            step.properties().forEach(each -> steps.play(each.getKey(), each.getValue()));
        }

        idle();
        stacks.deleteStack(r -> r.stackName(id));
        idle();
        assertThat(stack(stacks, id).stackStatusAsString())
                .as(() -> events(stacks, id))
                .isEqualTo("DELETE_COMPLETE");
        // What is Deleting can be seen for a moment.
        cloud.cloud().clock().advance(Duration.ofMinutes(1));
        idle();
        assertThat(there()).as("what is left").isEqualTo(before);
    }

    /** A template that trusts an issuer trusts the test's. */
    private List<Parameter> parameters(String template) {
        return TemplateReader.read(template).root().path("Parameters").has("Issuer")
                ? List.of(Parameter.builder()
                        .parameterKey("Issuer")
                        .parameterValue(issuer.url())
                        .build())
                : List.of();
    }

    private Map<String, String> tokens() {
        Instant now = cloud.cloud().clock().instant();
        Map<String, String> tokens = new TreeMap<>();
        tokens.put("Token", issuer.sign(issuer.claims(now)));
        tokens.put("TokenForOrders", issuer.sign(issuer.claims(now).claim("scope", "orders/read")));
        tokens.put("ForgedToken", issuer.forge(issuer.claims(now)));
        return tokens;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    private static Stack stack(CloudFormationClient stacks, String id) {
        return stacks.describeStacks(r -> r.stackName(id)).stacks().get(0);
    }

    private static String events(CloudFormationClient stacks, String id) {
        return stacks.describeStackEvents(r -> r.stackName(id)).stackEvents().stream()
                .map(each -> each.logicalResourceId() + " " + each.resourceStatusAsString() + " "
                        + each.resourceStatusReason())
                .collect(Collectors.joining("\n"));
    }

    /** The bucket from which the templates take their functions' code and their layer. */
    private void putCode() throws IOException {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket(CODE)
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.cloud().place().region())));
        Map<String, byte[]> classes = new TreeMap<>();
        for (Class<?> each : List.of(SampleFunction.class, CustomProvider.class)) {
            String name = each.getName().replace('.', '/') + ".class";
            try (InputStream found = each.getClassLoader().getResourceAsStream(name)) {
                classes.put(name, found.readAllBytes());
            }
        }
        s3.putObject(r -> r.bucket(CODE).key("functions.jar"), RequestBody.fromBytes(Zips.of(classes)));
        s3.putObject(
                r -> r.bucket(CODE).key("layer.zip"),
                RequestBody.fromBytes(Zips.layer("greetings.jar", Map.of("greeting.txt", "hello from a layer"))));
    }

    /** How many of each there are; functions' log groups stay, as on AWS. */
    private Map<String, Integer> there() {
        Map<String, Integer> there = new TreeMap<>();
        there.put(
                "buckets",
                cloud.client(S3Client.builder()).listBuckets().buckets().size());
        there.put(
                "queues",
                cloud.client(SqsClient.builder()).listQueues().queueUrls().size());
        SnsClient sns = cloud.client(SnsClient.builder());
        there.put("topics", sns.listTopics().topics().size());
        there.put("subscriptions", sns.listSubscriptions().subscriptions().size());
        there.put(
                "tables",
                cloud.client(DynamoDbClient.builder()).listTables().tableNames().size());
        LambdaClient lambda = cloud.client(LambdaClient.builder());
        there.put("functions", lambda.listFunctions().functions().size());
        there.put(
                "mappings",
                lambda.listEventSourceMappings().eventSourceMappings().size());
        there.put("layers", lambda.listLayers().layers().size());
        there.put("roles", cloud.client(IamClient.builder()).listRoles().roles().size());
        ApiGatewayClient rest = cloud.client(ApiGatewayClient.builder());
        there.put("REST APIs", rest.getRestApis().items().size());
        there.put("API keys", rest.getApiKeys().items().size());
        there.put("usage plans", rest.getUsagePlans().items().size());
        there.put(
                "HTTP APIs",
                cloud.client(ApiGatewayV2Client.builder()).getApis().items().size());
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        there.put("buses", events.listEventBuses(r -> {}).eventBuses().size());
        there.put("rules", events.listRules(r -> {}).rules().size());
        there.put(
                "schedules",
                cloud.client(SchedulerClient.builder())
                        .listSchedules(r -> {})
                        .schedules()
                        .size());
        there.put(
                "alarms",
                cloud.client(CloudWatchClient.builder())
                        .describeAlarms()
                        .metricAlarms()
                        .size());
        there.put(
                "secrets",
                cloud.client(SecretsManagerClient.builder())
                        .listSecrets()
                        .secretList()
                        .size());
        there.put(
                "parameters",
                cloud.client(SsmClient.builder())
                        .describeParameters()
                        .parameters()
                        .size());
        return there;
    }
}
