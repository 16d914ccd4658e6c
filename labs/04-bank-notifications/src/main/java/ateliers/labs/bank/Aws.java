package ateliers.labs.bank;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Les clients d'AWS, et ce que le template met dans l'environnement des fonctions. */
final class Aws {

    private Aws() {}

    static DynamoDbClient dynamo() {
        return client(DynamoDbClient.builder());
    }

    static EventBridgeClient events() {
        return client(EventBridgeClient.builder());
    }

    static S3Client s3() {
        return client(S3Client.builder());
    }

    static SesV2Client mails() {
        return client(SesV2Client.builder());
    }

    static Clients clients(DynamoDbClient dynamo) {
        return new Clients(dynamo, variable("CLIENTS_TABLE"));
    }

    static SecretCache secret() {
        return SecretCache.of(
                client(SecretsManagerClient.builder()),
                variable("SECRET_ARN"),
                Duration.ofSeconds(Long.parseLong(variable("SECRET_TTL_SECONDS"))));
    }

    static String variable(String name) {
        return System.getenv(name);
    }

    /** Le plus petit client HTTP : la fonction démarre plus vite. Un appel qui traîne est abandonné avant elle. */
    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(config -> config.apiCallTimeout(Duration.ofSeconds(8)))
                .build();
    }
}
