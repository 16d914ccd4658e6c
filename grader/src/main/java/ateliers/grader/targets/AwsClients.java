package ateliers.grader.targets;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The SDK clients of one target, each made when first asked for, over HTTP whatever the target is. */
public final class AwsClients implements AutoCloseable {
    private final Target target;
    private final Consumer<ClientOverrideConfiguration.Builder> calls;
    private final SdkHttpClient http;
    private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

    public AwsClients(Target target) {
        this(target, target::configure, Web.LONGEST);
    }

    private AwsClients(Target target, Consumer<ClientOverrideConfiguration.Builder> calls, Duration silence) {
        this.target = target;
        this.calls = calls;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(silence)
                .build();
    }

    /** Clients that ask so often at most: who says nothing for this long each time is not waited for. */
    static AwsClients asking(Target target, Duration silence, int attempts) {
        return new AwsClients(
                target,
                calls -> calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build()),
                silence);
    }

    public S3Client s3() {
        return client(
                S3Client.class,
                () -> built(S3Client.builder().forcePathStyle(target.endpoint().isPresent())));
    }

    public SnsClient sns() {
        return client(SnsClient.class, () -> built(SnsClient.builder()));
    }

    public SqsClient sqs() {
        return client(SqsClient.class, () -> built(SqsClient.builder()));
    }

    public LambdaClient lambda() {
        return client(LambdaClient.class, () -> built(LambdaClient.builder()));
    }

    public IamClient iam() {
        return client(IamClient.class, () -> built(IamClient.builder()));
    }

    public StsClient sts() {
        return client(StsClient.class, () -> built(StsClient.builder()));
    }

    public CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.class, () -> built(CloudFormationClient.builder()));
    }

    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, () -> built(CloudWatchLogsClient.builder()));
    }

    public DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.class, () -> built(DynamoDbClient.builder()));
    }

    public EventBridgeClient eventBridge() {
        return client(EventBridgeClient.class, () -> built(EventBridgeClient.builder()));
    }

    public CodeCommitClient codeCommit() {
        return client(CodeCommitClient.class, () -> built(CodeCommitClient.builder()));
    }

    public CloudWatchClient cloudWatch() {
        return client(CloudWatchClient.class, () -> built(CloudWatchClient.builder()));
    }

    public SecretsManagerClient secretsManager() {
        return client(SecretsManagerClient.class, () -> built(SecretsManagerClient.builder()));
    }

    public SesV2Client ses() {
        return client(SesV2Client.class, () -> built(SesV2Client.builder()));
    }

    /** REST APIs. */
    public ApiGatewayClient apiGateway() {
        return client(ApiGatewayClient.class, () -> built(ApiGatewayClient.builder()));
    }

    /** HTTP APIs. */
    public ApiGatewayV2Client apiGatewayV2() {
        return client(ApiGatewayV2Client.class, () -> built(ApiGatewayV2Client.builder()));
    }

    /** Whether AWS knows these keys by now: new ones are not known everywhere at once. */
    public boolean areKnown(AwsCredentials keys) {
        try (StsClient sts = located(StsClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .build()) {
            return sts.getCallerIdentity().arn() != null;
        } catch (StsException e) {
            return false;
        }
    }

    /** Plain HTTP, for the APIs that stacks offer. */
    public Web web() {
        return client(Web.class, () -> new Web(target.endpoint()));
    }

    private <T> T client(Class<T> type, Supplier<T> maker) {
        return type.cast(clients.computeIfAbsent(type, t -> maker.get()));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder) {
        return located(builder)
                .credentialsProvider(target.credentials())
                .overrideConfiguration(calls)
                .build();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B located(B builder) {
        builder.httpClient(http).region(target.region());
        target.endpoint().ifPresent(builder::endpointOverride);
        return builder;
    }

    /** The HTTP client is shared and belongs to this object, so closing it is enough. */
    @Override
    public void close() {
        clients.clear();
        http.close();
    }
}
