package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/** Logs in JSON, their levels and their groups. */
@TestInstance(Lifecycle.PER_CLASS)
class LoggingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Cloud cloud;
    private Subjects functions;
    private LambdaClient lambda;
    private String role;

    @BeforeAll
    void start() {
        cloud = Cloud.start();
        functions = new Subjects(cloud);
        lambda = cloud.door().as(cloud.root(), LambdaClient.class);
        role = functions.role("logger", "lambda.amazonaws.com");
        functions.allow("logger", "logs:*");
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private void create(String name, Consumer<LoggingConfig.Builder> logging) {
        functions.create(name, role, r -> r.loggingConfig(logging));
    }

    private List<String> lines(String group) {
        return cloud
                .door()
                .as(cloud.root(), CloudWatchLogsClient.class)
                .filterLogEvents(r -> r.logGroupName(group))
                .events()
                .stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void platformEventsAndTheLoggersLinesAreJsonAndTheRestStaysAsItIs() {
        create("json", l -> l.logFormat(LogFormat.JSON));
        functions.invoke("json", "\"log\"");

        List<String> lines = lines("/aws/lambda/json");
        assertThat(lines).hasSize(6);
        JsonNode init = json(lines.get(0));
        assertThat(init.path("type").asText()).isEqualTo("platform.initStart");
        assertThat(init.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(init.path("record").path("runtimeVersion").asText()).isEqualTo("java:17");
        assertThat(init.path("record").path("functionName").asText()).isEqualTo("json");
        JsonNode start = json(lines.get(1));
        assertThat(start.path("type").asText()).isEqualTo("platform.start");
        assertThat(start.path("record").path("version").asText()).isEqualTo("$LATEST");
        assertThat(start.path("record").path("functionArn").asText()).endsWith(":function:json");
        JsonNode own = json(lines.get(2));
        assertThat(own.path("message").asText()).isEqualTo("une ligne\n");
        assertThat(own.path("AWSRequestId").asText())
                .isEqualTo(start.path("record").path("requestId").asText());
        assertThat(own.path("timestamp").asText()).isNotEmpty();
        assertThat(lines.subList(3, 5))
                .containsExactly("{\"niveau\":\"info\",\"n\":3}", "{\"niveau\":\"info\",\"n\":1}");
        JsonNode report = json(lines.get(5));
        assertThat(report.path("type").asText()).isEqualTo("platform.report");
        assertThat(report.path("record").path("status").asText()).isEqualTo("success");
        JsonNode metrics = report.path("record").path("metrics");
        assertThat(metrics.path("durationMs").isNumber()).isTrue();
        assertThat(metrics.path("billedDurationMs").isIntegralNumber()).isTrue();
        assertThat(metrics.path("memorySizeMB").intValue()).isEqualTo(128);
        assertThat(metrics.path("initDurationMs").doubleValue()).isPositive();
    }

    @Test
    void levelsSayWhatStays() {
        create(
                "strict",
                l -> l.logFormat(LogFormat.JSON).applicationLogLevel("ERROR").systemLogLevel("WARN"));
        functions.invoke("strict", "\"levels\"");
        functions.invoke("strict", "\"throw\"");

        assertThat(lines("/aws/lambda/strict"))
                .filteredOn(line -> line.contains("\"level\":"))
                .allSatisfy(
                        line -> assertThat(json(line).path("level").asText()).isIn("ERROR", "FATAL", "error"));
        assertThat(lines("/aws/lambda/strict"))
                .noneMatch(line -> line.contains("platform.start") || line.contains("a plain line"))
                .filteredOn(line -> line.contains("platform."))
                .hasSize(2)
                .allSatisfy(line -> assertThat(
                                json(line).path("record").path("status").asText())
                        .isEqualTo("error"));
    }

    @Test
    void debugTellsOfTheRuntimeToo() {
        create("talkative", l -> l.logFormat(LogFormat.JSON).systemLogLevel("DEBUG"));
        functions.invoke("talkative", "\"nothing\"");

        assertThat(lines("/aws/lambda/talkative"))
                .extracting(line -> json(line).path("type").asText())
                .containsExactly(
                        "platform.initStart",
                        "platform.initRuntimeDone",
                        "platform.initReport",
                        "platform.start",
                        "platform.runtimeDone",
                        "platform.report");
    }

    @Test
    void aTimeoutIsAStatusAndTheTailBeginsWithTheInvocation() {
        functions.create("slow", role, r -> r.timeout(1).loggingConfig(l -> l.logFormat(LogFormat.JSON)));
        functions.invoke("slow", "\"nothing\"");
        String tail = new String(
                Base64.getDecoder().decode(functions.invoke("slow", "\"loop\"").logResult()), StandardCharsets.UTF_8);

        assertThat(tail.lines().findFirst().orElseThrow()).contains("platform.start");
        assertThat(tail).contains("Task timed out after 1.00 seconds").contains("\"status\":\"timeout\"");
        assertThat(tail.split("platform\\.start")).hasSize(2);
    }

    @Test
    void theSettingsAreShownAndChanged() {
        create("shown", l -> l.logFormat(LogFormat.JSON).logGroup("/atelier/journal"));
        LoggingConfig shown = logging("shown");
        assertThat(shown.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(shown.applicationLogLevelAsString()).isEqualTo("INFO");
        assertThat(shown.systemLogLevelAsString()).isEqualTo("INFO");
        assertThat(shown.logGroup()).isEqualTo("/atelier/journal");

        lambda.updateFunctionConfiguration(
                r -> r.functionName("shown").loggingConfig(l -> l.applicationLogLevel("DEBUG")));
        assertThat(logging("shown").applicationLogLevelAsString()).isEqualTo("DEBUG");
        assertThat(logging("shown").logFormat()).isEqualTo(LogFormat.JSON);

        lambda.updateFunctionConfiguration(
                r -> r.functionName("shown").loggingConfig(l -> l.logFormat(LogFormat.TEXT)));
        assertThat(logging("shown"))
                .isEqualTo(LoggingConfig.builder()
                        .logFormat(LogFormat.TEXT)
                        .logGroup("/atelier/journal")
                        .build());
    }

    private LoggingConfig logging(String function) {
        return lambda.getFunctionConfiguration(r -> r.functionName(function)).loggingConfig();
    }

    @Test
    void refusesWhatLambdaRefuses() {
        assertThat(refusal(() -> create("bad", l -> l.systemLogLevel("INFO"))))
                .isEqualTo(
                        "InvalidParameterValueException: LogLevel is not supported when LogFormat is set to \"Text\"."
                                + " Remove LogLevel from your request or change the LogFormat to \"Json\" and try again.");
        assertThat(refusal(() -> create("bad", l -> l.logFormat("XML"))))
                .contains("'loggingConfig.logFormat' failed to satisfy constraint");
        assertThat(refusal(() -> create("bad", l -> l.logFormat("JSON").systemLogLevel("ERROR"))))
                .contains("'loggingConfig.systemLogLevel' failed to satisfy constraint");
        assertThat(refusal(() -> create("bad", l -> l.logFormat("JSON").applicationLogLevel("LOUD"))))
                .contains("'loggingConfig.applicationLogLevel' failed to satisfy constraint");
    }
}
