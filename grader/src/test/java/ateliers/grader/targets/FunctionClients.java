package ateliers.grader.targets;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients as a function has them: over HTTP, with the session of a role that may do anything, retries off. */
final class FunctionClients implements AutoCloseable {
    private final EmbeddedTarget target;
    private final AwsClients grader;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AwsCredentials session;

    FunctionClients(EmbeddedTarget target, AwsClients grader) {
        this.target = target;
        this.grader = grader;
        this.session = sessionOfARole("ada");
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, session);
    }

    /** A policy that allows what a statement says, written with single quotes. */
    static String allow(String statement) {
        return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow',%s}]}"
                .formatted(statement)
                .replace('\'', '"');
    }

    /** The root cannot take a role, so a user takes it. */
    private AwsCredentials sessionOfARole(String name) {
        var iam = grader.iam();
        String user = iam.createUser(r -> r.userName(name)).user().arn();
        String trust = allow("'Principal':{'AWS':'%s'},'Action':'sts:AssumeRole'".formatted(user));
        String role = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(
                r -> r.roleName(name).policyName("tout").policyDocument(allow("'Action':'*','Resource':'*'")));
        var key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        StsClient sts =
                client(StsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        var given = sts.assumeRole(r -> r.roleArn(role).roleSessionName("environnement"))
                .credentials();
        return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        return builder.httpClient(http)
                .region(target.region())
                .endpointOverride(target.endpoint().orElseThrow())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }

    /** Lets a topic bring to a queue what is published there. */
    static void subscribe(AwsClients grader, String topic, String queue) {
        String arn = grader.sqs()
                .getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String policy = allow("'Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'%s'"
                .formatted(arn));
        grader.sqs().setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        grader.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn));
    }
}
