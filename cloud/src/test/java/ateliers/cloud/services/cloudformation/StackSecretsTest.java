package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.Mirror;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;

class StackSecretsTest extends StackFixture {
    private static final String TEMPLATE = """
            Resources:
              Db:
                Type: AWS::SecretsManager::Secret
                Properties:
                  Description: the bank's database
                  GenerateSecretString:
                    SecretStringTemplate: '{"user":"teller"}'
                    GenerateStringKey: password
                    PasswordLength: 20
                    ExcludePunctuation: true
                  Tags: [{Key: team, Value: bank}]
              MayRead:
                Type: AWS::SecretsManager::ResourcePolicy
                Properties:
                  SecretId: !Ref Db
                  BlockPublicPolicy: true
                  ResourcePolicy:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: secretsmanager:GetSecretValue
                        Resource: "*"
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: !Sub '{{resolve:secretsmanager:${Db}:SecretString:user}}'
            Outputs:
              Db: {Value: !Ref Db}
              Topic: {Value: !Ref Topic}
            """;

    @Test
    void aSecretIsGeneratedOnceAndGoesWithItsStack() throws Exception {
        Stack stack = create(TEMPLATE);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        SecretsManagerClient secrets = client(SecretsManagerClient.class);
        String arn = output(stack, "Db");

        JsonNode value = new ObjectMapper()
                .readTree(secrets.getSecretValue(r -> r.secretId(arn)).secretString());

        assertThat(arn).matches("arn:aws:secretsmanager:.*:secret:Db-[A-Z0-9]{12}-[A-Za-z0-9]{6}");
        assertThat(value.path("user").asText()).isEqualTo("teller");
        assertThat(value.path("password").asText()).matches("[A-Za-z0-9]{20}");
        DescribeSecretResponse described = secrets.describeSecret(r -> r.secretId(arn));
        assertThat(described.tags())
                .contains(Tag.builder().key("team").value("bank").build())
                .anySatisfy(tag -> assertThat(tag.key()).isEqualTo("aws:cloudformation:stack-name"));
        assertThat(secrets.getResourcePolicy(r -> r.secretId(arn)).resourcePolicy())
                .contains("\"secretsmanager:GetSecretValue\"");

        update(TEMPLATE.replace("the bank's database", "the other one"));
        assertThat(secrets.describeSecret(r -> r.secretId(arn)).description()).isEqualTo("the other one");
        assertThat(new ObjectMapper()
                        .readTree(secrets.getSecretValue(r -> r.secretId(arn)).secretString()))
                .isEqualTo(value);

        delete();
        assertThat(secrets.listSecrets(r -> r.includePlannedDeletion(true)).secretList())
                .isEmpty();
    }

    @Test
    void aDynamicReferenceIsLookedUpForTheResource() {
        Stack stack = create(TEMPLATE);

        assertThat(client(SnsClient.class)
                        .getTopicAttributes(r -> r.topicArn(output(stack, "Topic")))
                        .attributes()
                        .get("DisplayName"))
                .isEqualTo("teller");
        assertThat(stack.outputs().toString()).doesNotContain("teller");
    }

    /** A value may be of whoever wrote the secret: it asks for nothing in the name of whoever deploys. */
    @Test
    void whatAReferenceMeansIsATextLikeAnyOther() {
        client(SecretsManagerClient.class)
                .createSecret(r -> r.name("given")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString("{{resolve:secretsmanager:other}}"));
        client(SecretsManagerClient.class)
                .createSecret(r -> r.name("other")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString("of another"));

        Stack stack = create(withDescription("{{resolve:secretsmanager:given}}"));

        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(client(SecretsManagerClient.class)
                        .describeSecret(r -> r.secretId("shown"))
                        .description())
                .isEqualTo("{{resolve:secretsmanager:other}}");
    }

    /** A template of a megabyte has room for thirty thousand, each of which may mean 64 KB. */
    @Test
    void noMoreReferencesThanAwsTakes() {
        client(SecretsManagerClient.class)
                .createSecret(r -> r.name("given")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .secretString("x"));

        create(withDescription("{{resolve:secretsmanager:given}}".repeat(61)));

        assertThat(events()).anyMatch(event -> event.contains("more than 60 dynamic references"));
    }

    private static String withDescription(String description) {
        return """
                Resources:
                  Shown:
                    Type: AWS::SecretsManager::Secret
                    Properties:
                      Name: shown
                      SecretString: x
                      Description: '%s'
                """.formatted(description);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{resolve:secretsmanager:given}}                                 | {"a":"1","b":{"c":2}}
            {{resolve:secretsmanager:given:SecretString:a}}                  | 1
            {{resolve:secretsmanager:given:SecretString:b}}                  | {"c":2}
            {{resolve:secretsmanager:given:SecretString:a:AWSCURRENT}}       | 1
            x-{{resolve:secretsmanager:given:SecretString:a}}-y              | x-1-y
            {{resolve:secretsmanager:given:SecretString:none}}               | Could not find a value associated with JSONKey in SecretString
            {{resolve:secretsmanager:given:SecretString:a:AWSPENDING}}       | Secrets Manager can't find the specified secret value for staging label: AWSPENDING
            {{resolve:secretsmanager:nowhere}}                               | Secrets Manager can't find the specified secret.
            """)
    void referencesNameAPartAStageOrNothing(String reference, String expected) {
        client(SecretsManagerClient.class)
                .createSecret(r -> r.name("given")
                        .clientRequestToken("11111111-1111-1111-1111-111111111111")
                        .secretString("{\"a\":\"1\",\"b\":{\"c\":2}}"));

        Stack stack = create(
                "Resources: {Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: '%s'}}}\nOutputs: {Topic: {Value: !Ref Topic}}"
                        .formatted(reference));

        if (stack.stackStatusAsString().equals("CREATE_COMPLETE")) {
            assertThat(client(SnsClient.class)
                            .getTopicAttributes(r -> r.topicArn(output(stack, "Topic")))
                            .attributes()
                            .get("DisplayName"))
                    .isEqualTo(expected);
        } else {
            assertThat(String.join("\n", events())).contains(expected);
        }
    }

    @Test
    void aRotationScheduleCallsItsFunctionFourTimes() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("code-of-the-bank")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-bank").key("mirror.jar"),
                RequestBody.fromBytes(FunctionJar.of(Mirror.class)));

        Stack stack = create("""
                Resources:
                  Db: {Type: AWS::SecretsManager::Secret, Properties: {SecretString: first}}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Rotator:
                    Type: AWS::Lambda::Function
                    Properties:
                      Code: {S3Bucket: code-of-the-bank, S3Key: mirror.jar}
                      Handler: %s
                      Runtime: java21
                      Role: !GetAtt Role.Arn
                  MayCall:
                    Type: AWS::Lambda::Permission
                    Properties:
                      Action: lambda:InvokeFunction
                      FunctionName: !Ref Rotator
                      Principal: secretsmanager.amazonaws.com
                      SourceArn: !Ref Db
                  Rotation:
                    Type: AWS::SecretsManager::RotationSchedule
                    DependsOn: MayCall
                    Properties:
                      SecretId: !Ref Db
                      RotationLambdaARN: !GetAtt Rotator.Arn
                      RotationRules: {ScheduleExpression: cron(0 3 ? * SUN *), Duration: 2h}
                Outputs:
                  Db: {Value: !Ref Db}
                  Rotation: {Value: !Ref Rotation}
                """.formatted(Mirror.class.getName()));

        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(output(stack, "Rotation")).isEqualTo(output(stack, "Db"));
        DescribeSecretResponse described =
                client(SecretsManagerClient.class).describeSecret(r -> r.secretId(output(stack, "Db")));
        assertThat(described.rotationEnabled()).isTrue();
        assertThat(described.rotationRules().duration()).isEqualTo("2h");
        assertThat(described.nextRotationDate().atZone(ZoneOffset.UTC).toLocalTime())
                .isEqualTo(LocalTime.of(4, 59, 59));
        assertThat(cloud.journal().entries().stream()
                        .filter(entry -> entry.operation().equals("Invoke"))
                        .map(Entry::principal))
                .containsExactly(
                        Collections.nCopies(4, "secretsmanager.amazonaws.com").toArray(String[]::new));
        assertThat(cloud.journal().entries().stream()
                        .filter(entry -> entry.kind() == Entry.Kind.DROPPED
                                && entry.service().equals("secretsmanager"))
                        .map(Entry::message))
                .singleElement()
                .asString()
                .startsWith("finishSecret did not move the label AWSCURRENT");
    }

    @Test
    void attachmentsToDatabasesAndHostedRotationsAreUnsupported() {
        assertThatThrownBy(() -> create("Resources: {Attached: {Type: AWS::SecretsManager::SecretTargetAttachment}}"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the resource type AWS::SecretsManager::SecretTargetAttachment");
        assertThatThrownBy(() -> create("""
                        Resources:
                          Hosted:
                            Type: AWS::SecretsManager::RotationSchedule
                            Properties: {SecretId: a, HostedRotationLambda: {RotationType: MySQLSingleUser}}
                        """))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("HostedRotationLambda");
    }
}
