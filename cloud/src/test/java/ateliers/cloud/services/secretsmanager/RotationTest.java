package ateliers.cloud.services.secretsmanager;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.Fakes;
import ateliers.cloud.services.TestServices;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

class RotationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:rotate";
    private static final RotationRulesType DAILY =
            RotationRulesType.builder().automaticallyAfterDays(1L).build();

    private final Function function = new Function();
    private final TestServices services = new TestServices(Fakes.lambda(function), new SecretsManagerService());
    private final SecretsManagerClient secrets = services.client(SecretsManagerClient.class);

    /** A rotation function as AWS's templates have it. */
    private final class Function implements LambdaClient {
        final List<String> steps = new CopyOnWriteArrayList<>();
        String failing = "";

        @Override
        public String serviceName() {
            return "lambda";
        }

        @Override
        public void close() {}

        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            JsonNode event = json(request.payload().asUtf8String());
            String step = event.path("Step").asText();
            steps.add(step);
            if (step.equals(failing)) {
                return InvokeResponse.builder()
                        .functionError("Unhandled")
                        .payload(SdkBytes.fromUtf8String("{\"errorMessage\":\"no database\"}"))
                        .build();
            }
            String secret = event.path("SecretId").asText();
            String token = event.path("ClientRequestToken").asText();
            assertThat(secrets.describeSecret(r -> r.secretId(secret))
                            .versionIdsToStages()
                            .get(token))
                    .contains("AWSPENDING");
            if (step.equals("createSecret") && isToBeMade(secret, token)) {
                secrets.putSecretValue(r -> r.secretId(secret)
                        .clientRequestToken(token)
                        .secretString("password " + steps.size())
                        .versionStages("AWSPENDING"));
            }
            if (step.equals("finishSecret")) {
                String current = secrets.getSecretValue(r -> r.secretId(secret)).versionId();
                secrets.updateSecretVersionStage(r -> r.secretId(secret)
                        .versionStage("AWSCURRENT")
                        .removeFromVersionId(current)
                        .moveToVersionId(token));
            }
            return InvokeResponse.builder()
                    .payload(SdkBytes.fromUtf8String("null"))
                    .build();
        }
    }

    private boolean isToBeMade(String secret, String token) {
        try {
            secrets.getSecretValue(r -> r.secretId(secret).versionId(token).versionStage("AWSPENDING"));
            return false;
        } catch (ResourceNotFoundException e) {
            return true;
        }
    }

    @BeforeEach
    void create() {
        secrets.createSecret(r ->
                r.name("db").clientRequestToken(UUID.randomUUID().toString()).secretString("first"));
    }

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void aRotationGoesThroughFourSteps() {
        String token = UUID.randomUUID().toString();

        assertThat(secrets.rotateSecret(r -> r.secretId("db")
                                .clientRequestToken(token)
                                .rotationLambdaARN(FUNCTION)
                                .rotationRules(DAILY))
                        .versionId())
                .isEqualTo(token);
        settle();

        assertThat(function.steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(value()).isEqualTo("password 1");
        assertThat(secrets.getSecretValue(r -> r.secretId("db").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("first");
        DescribeSecretResponse rotated = secrets.describeSecret(r -> r.secretId("db"));
        assertThat(rotated.versionIdsToStages().get(token)).containsExactly("AWSCURRENT");
        assertThat(rotated.rotationEnabled()).isTrue();
        assertThat(rotated.rotationLambdaARN()).isEqualTo(FUNCTION);
        assertThat(rotated.rotationRules()).isEqualTo(DAILY);
        assertThat(rotated.lastRotatedDate()).isEqualTo(services.clock.instant());
        assertThat(rotated.nextRotationDate()).isAfter(services.clock.instant());
    }

    @Test
    void itRotatesAgainAndAgainUntilThatIsCalledOff() {
        rotate();
        settle();

        services.clock.advance(Duration.ofDays(3));
        settle();
        assertThat(function.steps).hasSize(4 * 4);
        secrets.cancelRotateSecret(r -> r.secretId("db"));
        services.clock.advance(Duration.ofDays(3));
        settle();

        assertThat(function.steps).hasSize(4 * 4);
        assertThat(secrets.describeSecret(r -> r.secretId("db")).rotationEnabled())
                .isFalse();
        assertThat(secrets.describeSecret(r -> r.secretId("db")).nextRotationDate())
                .isNull();
    }

    @Test
    void aStepThatFailsEndsTheRotationAndTheNextWindowTriesItAgain() {
        function.failing = "setSecret";
        rotate();
        settle();

        assertThat(value()).isEqualTo("first");
        assertThat(services.journal.entries().stream().filter(each -> each.kind() == Entry.Kind.DROPPED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.message()).contains("the step setSecret", "no database"));
        assertThat(refusal(this::rotate))
                .isEqualTo("InvalidRequestException: A previous rotation isn't complete. That rotation will be"
                        + " reattempted.");
        function.failing = "";
        services.clock.advance(Duration.ofDays(1));
        settle();
        assertThat(value()).startsWith("password");
    }

    @Test
    void itMayBeTestedFirst() {
        secrets.rotateSecret(r -> r.secretId("db")
                .clientRequestToken(UUID.randomUUID().toString())
                .rotationLambdaARN(FUNCTION)
                .rotationRules(DAILY)
                .rotateImmediately(false));
        settle();

        assertThat(function.steps).containsExactly("testSecret");
        assertThat(value()).isEqualTo("first");
        assertThat(secrets.listSecretVersionIds(r -> r.secretId("db").includeDeprecated(true))
                        .versions())
                .hasSize(1);
        services.clock.advance(Duration.ofDays(1));
        settle();
        assertThat(value()).startsWith("password");
    }

    @Test
    void aFunctionIsNeededThatLetsItselfBeCalled() {
        assertThat(refusal(() -> secrets.rotateSecret(r -> r.secretId("db")
                        .clientRequestToken(UUID.randomUUID().toString())
                        .rotationRules(DAILY))))
                .isEqualTo("InvalidRequestException: No Lambda rotation function ARN is associated with this secret.");
        services.deny("lambda:InvokeFunction");
        assertThat(refusal(this::rotate))
                .isEqualTo("AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure"
                        + " that the function policy grants access to the principal secretsmanager.amazonaws.com.");
        assertThat(secrets.describeSecret(r -> r.secretId("db")).rotationEnabled())
                .isNull();
    }

    /** Windows by AWS's page on rotation schedules. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate(4 hours)         |    | 2026-01-01T14:00:00Z | 2026-01-01T14:59:59Z
            rate(10 days)         |    | 2026-01-11T00:00:00Z | 2026-01-11T23:59:59Z
            rate(10 days)         | 3h | 2026-01-11T00:00:00Z | 2026-01-11T02:59:59Z
            cron(0 10 * * ? *)    |    | 2026-01-02T10:00:00Z | 2026-01-02T23:59:59Z
            cron(0 /8 * * ? *)    |    | 2026-01-01T16:00:00Z | 2026-01-01T16:59:59Z
            cron(0 0 1 * ? *)     |    | 2026-02-01T00:00:00Z | 2026-02-01T23:59:59Z
            cron(0 16 ? * 1#1 *)  | 2h | 2026-01-04T16:00:00Z | 2026-01-04T17:59:59Z
            """)
    void windowsBeginAtFullHours(String expression, String duration, Instant begin, Instant end) {
        RotationWindow window = RotationWindow.of(RotationRulesType.builder()
                .scheduleExpression(expression)
                .duration(duration)
                .build());

        assertThat(window.begin(Instant.parse("2026-01-01T10:30:00Z"))).contains(begin);
        assertThat(window.end(begin)).isEqualTo(end);
    }

    @Test
    void daysCountToMidnight() {
        RotationWindow window = RotationWindow.of(DAILY);

        assertThat(window.begin(Instant.parse("2026-01-01T10:30:00Z"))).contains(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(window.end(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo(Instant.parse("2026-01-02T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rate(3 hours)", "rate(1001 days)", "rate(5 minutes)", "cron(5 10 * * ? *)", "cron(0 1 * * * *)"
            })
    void schedulesOfOtherKindsAreRefused(String expression) {
        assertThat(refusal(() -> RotationWindow.of(RotationRulesType.builder()
                        .scheduleExpression(expression)
                        .build())))
                .isEqualTo("InvalidParameterException: The ScheduleExpression " + expression + " is not valid.");
    }

    private void rotate() {
        secrets.rotateSecret(r -> r.secretId("db")
                .clientRequestToken(UUID.randomUUID().toString())
                .rotationLambdaARN(FUNCTION)
                .rotationRules(DAILY));
    }

    private void settle() {
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private String value() {
        return secrets.getSecretValue(r -> r.secretId("db")).secretString();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
