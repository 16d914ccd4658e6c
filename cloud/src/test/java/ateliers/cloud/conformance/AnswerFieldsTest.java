package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Fields of answers that tools and courses read, as AWS fills them. */
class AnswerFieldsTest extends ConformanceCase {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private LambdaClient lambda;

    private FunctionConfiguration function(Environment environment) {
        lambda = cloud.client(LambdaClient.builder());
        String role = cloud.client(IamClient.builder())
                .createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        SdkBytes code = SdkBytes.fromByteArray(FunctionJar.of(Reporting.class));
        lambda.createFunction(r -> r.functionName("f")
                .role(role)
                .runtime("java17")
                .handler(Reporting.class.getName())
                .environment(environment)
                .code(c -> c.zipFile(code)));
        return lambda.getFunction(r -> r.functionName("f")).configuration();
    }

    /** See <a href="https://docs.aws.amazon.com/lambda/latest/api/API_RuntimeVersionConfig.html">RuntimeVersionConfig</a>. */
    @Test
    void aFunctionTellsTheVersionOfItsRuntime() {
        assertThat(function(null).runtimeVersionConfig().runtimeVersionArn())
                .matches("arn:aws:lambda:eu-west-3::runtime:[0-9a-f]{64}");
    }

    /** See <a href="https://docs.aws.amazon.com/lambda/latest/api/API_EnvironmentResponse.html">EnvironmentResponse</a>. */
    @Test
    void anEnvironmentWithoutVariablesIsKept() {
        FunctionConfiguration configuration =
                function(Environment.builder().variables(Map.of()).build());

        assertThat(configuration.environment()).isNotNull();
        assertThat(configuration.environment().hasVariables()).isTrue();
        assertThat(configuration.environment().variables()).isEmpty();
    }

    /** See <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">the operation</a>. */
    @Test
    void destinationsThatAreNotThereAreEmpty() {
        function(null);

        var config =
                lambda.putFunctionEventInvokeConfig(r -> r.functionName("f").maximumRetryAttempts(1));

        assertThat(config.destinationConfig().onSuccess()).isNotNull();
        assertThat(config.destinationConfig().onFailure()).isNotNull();
        assertThat(config.destinationConfig().onFailure().destination()).isNull();
    }

    /** See <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">warm throughput</a>. */
    @Test
    void aTableTellsItsWarmThroughput() {
        var warm =
                ordersTable().describeTable(r -> r.tableName("orders")).table().warmThroughput();

        assertThat(warm.readUnitsPerSecond()).isEqualTo(12_000);
        assertThat(warm.writeUnitsPerSecond()).isEqualTo(4_000);
        assertThat(warm.statusAsString()).isEqualTo("ACTIVE");
    }

    /**
     * See <a
     * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoveryDescription.html">PointInTimeRecoveryDescription</a>.
     */
    @Test
    void pointInTimeRecoveryReaches35DaysUnlessItIsToldOtherwise() {
        DynamoDbClient dynamo = ordersTable();

        recovery(
                dynamo,
                PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build());
        var all = dynamo.describeContinuousBackups(r -> r.tableName("orders"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        assertThat(all.recoveryPeriodInDays()).isEqualTo(35);
        assertThat(all.earliestRestorableDateTime()).isBeforeOrEqualTo(all.latestRestorableDateTime());
        recovery(
                dynamo,
                PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .recoveryPeriodInDays(1)
                        .build());
        cloud.cloud().clock().advance(Duration.ofDays(3));
        var one = dynamo.describeContinuousBackups(r -> r.tableName("orders"))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        assertThat(Duration.between(one.earliestRestorableDateTime(), one.latestRestorableDateTime()))
                .isEqualTo(Duration.ofDays(1));
        recovery(
                dynamo,
                PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(false)
                        .build());
        assertThat(dynamo.describeContinuousBackups(r -> r.tableName("orders"))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .recoveryPeriodInDays())
                .isNull();
    }

    private static void recovery(DynamoDbClient dynamo, PointInTimeRecoverySpecification specification) {
        dynamo.updateContinuousBackups(r -> r.tableName("orders").pointInTimeRecoverySpecification(specification));
    }

    /** See <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html">Working with delete markers</a>. */
    @Test
    void answersAboutADeleteMarkerSayThatItIsOne() throws Exception {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("any-company"));
        s3.putBucketVersioning(r -> r.bucket("any-company").versioningConfiguration(v -> v.status("Enabled")));
        s3.putObject(r -> r.bucket("any-company").key("k"), RequestBody.fromString("hello"));
        String marker = s3.deleteObject(r -> r.bucket("any-company").key("k")).versionId();

        HttpResponse<String> newest = get(null);
        HttpResponse<String> named = get(marker);

        assertThat(newest.statusCode()).isEqualTo(404);
        assertThat(newest.headers().firstValue("x-amz-delete-marker")).contains("true");
        assertThat(newest.headers().firstValue("x-amz-version-id")).contains(marker);
        assertThat(newest.headers().firstValue("Last-Modified")).isEmpty();
        assertThat(named.statusCode()).isEqualTo(405);
        assertThat(named.headers().firstValue("x-amz-delete-marker")).contains("true");
        assertThat(named.headers().firstValue("Last-Modified").orElseThrow()).matches("..., \\d\\d ... \\d{4} .* GMT");
    }

    private HttpResponse<String> get(String version) throws Exception {
        var key = cloud.cloud().credentials().issue(cloud.cloud().root());
        try (S3Presigner presigner = S3Presigner.builder()
                .region(Region.of(cloud.cloud().place().region()))
                .endpointOverride(cloud.cloud().endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(ateliers.cloud.CloudExtension.credentials(key)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            URI address = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(
                                    r -> r.bucket("any-company").key("k").versionId(version)))
                    .url()
                    .toURI();
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
