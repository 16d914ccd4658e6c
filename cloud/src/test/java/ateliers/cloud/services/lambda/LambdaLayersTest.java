package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;

/**
 * Layers and functions that have them, over HTTP, in the words that LocalStack recorded on AWS ({@code
 * lambda_/test_lambda_api.snapshot.json}, TestLambdaLayer). Where AWS's runtime client looks for classes is read off its
 * own class loader.
 */
class LambdaLayersTest {
    private static final String GONE = "ResourceNotFoundException: The resource you requested does not exist.";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String role;

    @BeforeEach
    void makeRole() {
        lambda = cloud.client(LambdaClient.builder());
        role = new Subjects(cloud.cloud()).role("runner", "lambda.amazonaws.com");
    }

    private PublishLayerVersionResponse publish(String name, String jar, Map<String, String> texts) {
        return publish(name, Zips.layer(jar, texts));
    }

    private PublishLayerVersionResponse publish(String name, byte[] zip) {
        return lambda.publishLayerVersion(r -> r.layerName(name)
                .content(c -> c.zipFile(SdkBytes.fromByteArray(zip)))
                .compatibleRuntimesWithStrings("java21")
                .compatibleArchitecturesWithStrings("x86_64")
                .licenseInfo("MIT"));
    }

    private void function(String... layers) {
        byte[] code = Zips.with(FunctionJar.of(ResourceReader.class), "who.txt", "the function");
        lambda.createFunction(r -> r.functionName("reader")
                .runtime("java17")
                .handler(ResourceReader.class.getName())
                .role(role)
                .timeout(60)
                .layers(layers)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(code))));
    }

    private String read(String resource) {
        return lambda.invoke(r -> r.functionName("reader").payload(SdkBytes.fromUtf8String("\"" + resource + "\"")))
                .payload()
                .asUtf8String();
    }

    @Test
    void aFunctionFindsWhatIsInTheJarsOfItsLayersAfterItsOwn() {
        String first = publish("first", "a.jar", Map.of("who.txt", "a layer", "one.txt", "one", "both.txt", "first"))
                .layerVersionArn();
        String second = publish("second", "b.jar", Map.of("two.txt", "two", "both.txt", "second"))
                .layerVersionArn();
        function(first, second);

        assertThat(read("who.txt")).isEqualTo("\"the function\"");
        assertThat(read("one.txt")).isEqualTo("\"one\"");
        assertThat(read("two.txt")).isEqualTo("\"two\"");
        assertThat(read("both.txt")).isEqualTo("\"first\"");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("reader"))
                        .layers())
                .extracting(Layer::arn)
                .containsExactly(first, second);
    }

    @Test
    void aLaterLayerIsLaidOverTheFileOfAnEarlierOne() {
        String first = publish("first", "same.jar", Map.of("one.txt", "old")).layerVersionArn();
        String second = publish("second", "same.jar", Map.of("one.txt", "new")).layerVersionArn();
        function(first, second);

        assertThat(read("one.txt")).isEqualTo("\"new\"");
    }

    @Test
    void layersComeAndGoWithTheConfiguration() {
        String layer = publish("first", "a.jar", Map.of("one.txt", "one")).layerVersionArn();
        function();
        assertThat(read("one.txt")).isEqualTo("\"absent\"");

        lambda.updateFunctionConfiguration(r -> r.functionName("reader").layers(layer));
        assertThat(read("one.txt")).isEqualTo("\"one\"");
        lambda.updateFunctionConfiguration(r -> r.functionName("reader").timeout(50));
        assertThat(read("one.txt")).isEqualTo("\"one\"");

        lambda.deleteLayerVersion(r -> r.layerName("first").versionNumber(1L));
        GetFunctionConfigurationResponse kept = lambda.getFunctionConfiguration(r -> r.functionName("reader"));
        assertThat(kept.layers()).extracting(Layer::arn).containsExactly(layer);
        assertThat(kept.layers().get(0).codeSize()).isPositive();

        lambda.updateFunctionConfiguration(r -> r.functionName("reader").layers(List.of()));
        assertThat(read("one.txt")).isEqualTo("\"absent\"");
    }

    @Test
    void versionsAreNumberedShownListedAndDeleted() {
        PublishLayerVersionResponse made = publish("lib", "a.jar", Map.of("one.txt", "one"));
        String arn = cloud.cloud().place().arn("lambda", "layer:lib");
        assertThat(made.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(made.layerArn()).isEqualTo(arn);
        assertThat(made.layerVersionArn()).isEqualTo(arn + ":1");
        assertThat(made.version()).isEqualTo(1);
        assertThat(made.description()).isEmpty();
        assertThat(made.content().codeSize()).isPositive();
        assertThat(made.createdDate()).isNotNull();
        publish("lib", "a.jar", Map.of("one.txt", "two"));

        assertThat(lambda.listLayerVersions(r -> r.layerName("lib")).layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(2L, 1L);
        assertThat(lambda.listLayerVersions(r -> r.layerName("lib").compatibleRuntime("java17"))
                        .layerVersions())
                .isEmpty();
        assertThat(lambda.listLayers(r -> {}).layers()).singleElement().satisfies(layer -> {
            assertThat(layer.layerName()).isEqualTo("lib");
            assertThat(layer.latestMatchingVersion().version()).isEqualTo(2);
        });
        assertThat(lambda.getLayerVersion(r -> r.layerName(arn).versionNumber(1L))
                        .content()
                        .codeSha256())
                .isEqualTo(made.content().codeSha256());
        assertThat(lambda.getLayerVersionByArn(r -> r.arn(arn + ":1")).licenseInfo())
                .isEqualTo("MIT");

        for (long number : new long[] {1, 2, 2, 7}) {
            lambda.deleteLayerVersion(r -> r.layerName("lib").versionNumber(number));
        }
        assertThat(lambda.listLayerVersions(r -> r.layerName("lib")).layerVersions())
                .isEmpty();
        assertThat(refusal(() -> lambda.getLayerVersion(r -> r.layerName("lib").versionNumber(1L))))
                .isEqualTo(GONE);
        assertThat(publish("lib", "a.jar", Map.of()).version()).isEqualTo(3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(refusal(() -> lambda.getLayerVersion(r -> r.layerName("lib").versionNumber(0L))))
                .isEqualTo("InvalidParameterValueException: Layer Version Cannot be less than 1");
        assertThat(refusal(() -> lambda.getLayerVersionByArn(
                        r -> r.arn(cloud.cloud().place().arn("lambda", "layer:lib")))))
                .startsWith("ValidationException: 1 validation error detected: Value 'arn:aws:lambda:")
                .contains(
                        "' at 'arn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:");
        assertThat(refusal(() -> lambda.publishLayerVersion(r -> r.layerName("lib")
                        .compatibleRuntimesWithStrings("invalidruntime")
                        .compatibleArchitecturesWithStrings("invalidarch")
                        .content(c -> c.zipFile(SdkBytes.fromUtf8String("x"))))))
                .startsWith("ValidationException: 2 validation errors detected: Value '[invalidruntime]' at"
                        + " 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set:"
                        + " [nodejs20.x, python3.14,")
                .endsWith("Value '[invalidarch]' at 'compatibleArchitectures' failed to satisfy constraint: Member must"
                        + " satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be"
                        + " null]");
        assertThat(refusal(() -> publish("lib", new byte[] {1, 2})))
                .isEqualTo(
                        "InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try"
                                + " to upload again.");
    }

    @Test
    void layersThatAFunctionCannotHaveAreRefused() {
        String arn = cloud.cloud().place().arn("lambda", "layer:lib");
        publish("lib", "a.jar", Map.of());
        publish("lib", "a.jar", Map.of());

        assertThat(refusal(() -> function(arn + ":1", arn + ":2")))
                .isEqualTo(
                        "InvalidParameterValueException: Two different versions of the same layer are not allowed to be"
                                + " referenced in the same function. " + arn + ":1 and " + arn
                                + ":2 are versions of the same layer.");
        assertThat(refusal(() -> function(arn + ":9")))
                .isEqualTo("InvalidParameterValueException: Layer version " + arn + ":9 does not exist.");
        assertThat(refusal(() -> function(arn)))
                .startsWith("ValidationException: 1 validation error detected: Value '[" + arn
                        + "]' at 'layers' failed to satisfy constraint: Member must satisfy constraint: [Member must have"
                        + " length less than or equal to 2048,");
        assertThat(refusal(() -> function((arn + ":1").replace("eu-west-3", "us-east-1"))))
                .isEqualTo(
                        "InvalidParameterValueException: Layers are not in the same region as the function. Layers are"
                                + " expected to be in region eu-west-3.");
        String[] six = {arn + ":1", arn + ":2", arn + ":3", arn + ":4", arn + ":5", arn + ":6"};
        assertThat(refusal(() -> function(six)))
                .isEqualTo("InvalidParameterValueException: Cannot reference more than 5 layers.");
        assertThat(refusal(() -> function("arn:aws:lambda:eu-west-3:017000801446:layer:Powertools:1")))
                .startsWith("Unsupported: Unsupported by the embedded cloud: lambda: layers of other accounts");
    }

    @Test
    void theJournalTellsOfFilesThatNobodyFinds() {
        String layer =
                publish("lib", Zips.texts(Map.of("config/app.json", "{}"))).layerVersionArn();

        function(layer);

        assertThat(cloud.cloud().journal().entries().stream()
                        .filter(entry -> entry.kind() == Entry.Kind.INERT
                                && entry.operation().equals("Layers"))
                        .map(Entry::message)
                        .toList())
                .containsExactly("what " + layer + " has beside java/lib is not under /opt here: config/app.json");
    }

    @Test
    void whoMayReadAVersionIsItsPolicys() {
        publish("lib", "a.jar", Map.of());
        String arn = cloud.cloud().place().arn("lambda", "layer:lib:1");
        assertThat(refusal(() ->
                        lambda.getLayerVersionPolicy(r -> r.layerName("lib").versionNumber(1L))))
                .isEqualTo("ResourceNotFoundException: No policy is associated with the given resource.");

        var added = lambda.addLayerVersionPermission(r -> r.layerName("lib")
                .versionNumber(1L)
                .statementId("s1")
                .principal("*")
                .action("lambda:GetLayerVersion"));

        assertThat(added.statement())
                .isEqualTo(
                        "{\"Sid\":\"s1\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"lambda:GetLayerVersion\","
                                + "\"Resource\":\"" + arn + "\"}");
        assertThat(lambda.getLayerVersionPolicy(r -> r.layerName("lib").versionNumber(1L))
                        .revisionId())
                .isEqualTo(added.revisionId());
        assertThat(refusal(() -> lambda.removeLayerVersionPermission(r ->
                        r.layerName("lib").versionNumber(1L).statementId("s1").revisionId("another"))))
                .isEqualTo(
                        "PreconditionFailedException: The Revision Id provided does not match the latest Revision Id."
                                + " Call the GetLayerPolicy API to retrieve the latest Revision Id");
        lambda.removeLayerVersionPermission(
                r -> r.layerName("lib").versionNumber(1L).statementId("s1"));
        assertThat(refusal(() -> lambda.removeLayerVersionPermission(
                        r -> r.layerName("lib").versionNumber(2L).statementId("s1"))))
                .isEqualTo("ResourceNotFoundException: Layer version " + arn.substring(0, arn.length() - 1) + "2"
                        + " does not exist.");
        assertThat(refusal(() -> lambda.addLayerVersionPermission(r -> r.layerName("lib")
                        .versionNumber(1L)
                        .statementId("s1")
                        .principal("*")
                        .action("*"))))
                .isEqualTo("ValidationException: 1 validation error detected: Value '*' at 'action' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: lambda:GetLayerVersion");
    }

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-layers.html">Granting access to layers</a>. */
    @Test
    void whoMakesAFunctionMustBeAllowedToReadItsLayers() {
        String layer = publish("lib", "a.jar", Map.of()).layerVersionArn();
        IamClient iam = cloud.client(IamClient.builder());
        Principal ada = cloud.user("ada");
        iam.putUserPolicy(r -> r.userName("ada")
                .policyName("p")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"lambda:CreateFunction\",\"iam:PassRole\"],\"Resource\":\"*\"}]}"));
        lambda = cloud.clientAs(ada, LambdaClient.builder());

        assertThat(refusal(() -> function(layer)))
                .contains("is not authorized to perform: lambda:GetLayerVersion on resource: " + layer);
    }
}
