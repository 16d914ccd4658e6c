package ateliers.cloud.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Platform events in JSON, those of the level that the function asks for and above.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">System log level
 *     event mapping</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html">Event schema</a>
 */
record JsonSystemLog(FunctionSpec spec) implements SystemLog {
    private static final long MEGABYTE = 1024L * 1024;

    @Override
    public List<String> initStart(Instant now) {
        ObjectNode record = init().put("runtimeVersion", spec.runtime().replaceFirst("java", "java:"))
                .put("functionName", spec.name())
                .put("functionVersion", spec.version())
                .put("instanceMaxMemory", spec.memoryMb() * MEGABYTE);
        return lines(event("INFO", now, "platform.initStart", record));
    }

    @Override
    public List<String> initDone(Instant now, Duration took) {
        return lines(
                event("DEBUG", now, "platform.initRuntimeDone", init().put("status", "success")),
                event("DEBUG", now, "platform.initReport", initReport("success", took)));
    }

    @Override
    public List<String> initFailed(Instant now, Duration took, Failure failure) {
        return lines(
                event("WARN", now, "platform.initRuntimeDone", typed(init().put("status", failure.status()), failure)),
                event("WARN", now, "platform.initReport", typed(initReport(failure.status(), took), failure)));
    }

    @Override
    public List<String> start(Instant now, Invocation invocation) {
        ObjectNode record = object().put("requestId", invocation.requestId())
                .put("functionArn", invocation.functionArn())
                .put("version", spec.version());
        return lines(event("INFO", now, "platform.start", record));
    }

    @Override
    public List<String> done(Instant now, Usage usage) {
        String status = usage.failure().map(Failure::status).orElse(usage.failed() ? "error" : "success");
        boolean well = status.equals("success");
        ObjectNode runtime = object().put("requestId", usage.requestId()).put("status", status);
        runtime.putObject("metrics").put("durationMs", millis(usage.duration())).put("producedBytes", usage.bytes());
        ObjectNode report = object().put("requestId", usage.requestId());
        ObjectNode metrics = report.putObject("metrics")
                .put("durationMs", millis(usage.duration()))
                .put("billedDurationMs", (usage.duration().toNanos() + 999_999) / 1_000_000)
                .put("memorySizeMB", spec.memoryMb());
        if (usage.usedMb() > 0) {
            metrics.put("maxMemoryUsedMB", usage.usedMb());
        }
        usage.init().ifPresent(took -> metrics.put("initDurationMs", millis(took)));
        report.put("status", status);
        usage.failure().ifPresent(failure -> {
            typed(runtime, failure);
            typed(report, failure);
        });
        return lines(
                event(well ? "DEBUG" : "WARN", now, "platform.runtimeDone", runtime),
                event(well ? "INFO" : "WARN", now, "platform.report", report));
    }

    private static ObjectNode initReport(String status, Duration took) {
        ObjectNode report = init().put("status", status);
        report.putObject("metrics").put("durationMs", millis(took));
        return report;
    }

    private static ObjectNode init() {
        return object().put("initializationType", "on-demand").put("phase", "init");
    }

    private static ObjectNode typed(ObjectNode record, Failure failure) {
        return failure.errorType().isEmpty() ? record : record.put("errorType", failure.errorType());
    }

    /** Empty where the function does not ask for this level. */
    private String event(String level, Instant now, String type, ObjectNode record) {
        if (LogSettings.isBelow(level, spec.logging().systemLevel())) {
            return "";
        }
        ObjectNode event = object().put("time", PlatformLog.millis(now)).put("type", type);
        event.set("record", record);
        return event.toString();
    }

    private static List<String> lines(String... events) {
        List<String> lines = new ArrayList<>(List.of(events));
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1000 / 1000.0;
    }
}
