package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Play;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Criteria of a checklist that are played one after the other, by a launcher of their own. */
record Lane(Class<?> checklist, List<Criterion> criteria) {

    /** A criterion's own time is that of a cloud whose clock moves; elsewhere the grading's limit holds. */
    private static final String TIMEOUTS = "junit.jupiter.execution.timeout.mode";

    void run(Play play, TestExecutionListener listener) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(true)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            play.give(session.getStore());
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors())
                                    .configurationParameter("junit.platform.output.capture.stdout", "false")
                                    .configurationParameter(
                                            TIMEOUTS, play.stacks().areInRealTime() ? "disabled" : "enabled")
                                    .build(),
                            listener);
        } finally {
            play.statuses().abandon(criteria.stream().map(Criterion::id).toList());
        }
    }

    private List<DiscoverySelector> selectors() {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (var method : checklist.getDeclaredMethods()) {
            if (Checklists.criterion(method).filter(criteria::contains).isPresent()) {
                selectors.add(DiscoverySelectors.selectMethod(checklist, method));
            }
        }
        return selectors;
    }
}
