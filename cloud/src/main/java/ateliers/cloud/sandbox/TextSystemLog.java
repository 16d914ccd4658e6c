package ateliers.cloud.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lines of text, as functions have them unless they ask for JSON. */
record TextSystemLog(FunctionSpec spec) implements SystemLog {
    @Override
    public List<String> initStart(Instant now) {
        return List.of(PlatformLog.initStart(spec.runtime()));
    }

    @Override
    public List<String> initDone(Instant now, Duration took) {
        return List.of();
    }

    @Override
    public List<String> initFailed(Instant now, Duration took, Failure failure) {
        return List.of(PlatformLog.initReport(took, failure.status(), failure.errorType()));
    }

    @Override
    public List<String> start(Instant now, Invocation invocation) {
        return List.of(PlatformLog.start(invocation.requestId(), spec.version()));
    }

    @Override
    public List<String> done(Instant now, Usage usage) {
        String failure = usage.failure()
                .map(each -> "Status: " + each.status()
                        + (each.errorType().isEmpty() ? "" : "\tError Type: " + each.errorType()))
                .orElse("");
        return List.of(
                PlatformLog.end(usage.requestId()),
                PlatformLog.report(
                        usage.requestId(), usage.duration(), spec.memoryMb(), usage.usedMb(), usage.init(), failure));
    }
}
