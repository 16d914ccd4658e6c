package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.checklist.Observation;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Step;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a submission has put together, its report is written. */
class IllustrationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Laying them out never ends. */
    @Test
    void whatIsTooMuchToBeReadIsNotDrawn() throws Exception {
        assertThat(drawn(stack(80, 0)))
                .contains("Ta pile a 80 ressources à montrer\u00a0: c&#39;est trop pour un schéma lisible.")
                .doesNotContain("<svg");
        assertThat(drawn(stack(50, 49)))
                .contains("Plus de 120 liens vont d&#39;une ressource")
                .doesNotContain("<svg");
        assertThat(drawn(stack(20, 1))).contains("<svg").doesNotContain("schéma lisible");
    }

    @Test
    void whatDoesNotEndIsLeftOut() {
        CountDownLatch never = new CountDownLatch(1);

        Illustration left = Illustration.within(Duration.ofMillis(1), () -> {
            never.await();
            return Illustration.NONE;
        });

        assertThat(left.svg()).isEmpty();
        assertThat(left.instead()).isEqualTo("Ce schéma est trop long à dessiner : voici la page sans lui.");
    }

    @Test
    void whatIsTooDeepIsLeftOutToo() {
        Illustration left = Illustration.within(Duration.ofMinutes(1), () -> {
            throw new StackOverflowError();
        });

        assertThat(left.instead()).contains("trop long à dessiner");
    }

    @Test
    void theOthersAreWrittenBeforeThePage() throws Exception {
        ReportFolder reports =
                ReportFolder.open(folder.toRealPath().resolve("notes"), Optional.empty(), told -> {}, told -> {});
        Files.createDirectories(folder.resolve("notes/report.html/x"));

        assertThatThrownBy(() -> reports.closed(SampleVerdict.VERDICT)).isInstanceOf(GraderException.class);

        assertThat(folder.resolve("notes/report.json")).content().contains("\"score\" : 6.0");
        assertThat(folder.resolve("notes/junit.xml")).content().contains("<testcase");
    }

    /** Of so much that happened the beginning is looked at: after it came a call that set more in motion. */
    @Test
    void whatHappenedIsLookedAtToABound() throws Exception {
        List<Step> story = new ArrayList<>();
        story.add(call("0", null, "arn:aws:iam::1:root", "Sujet"));
        for (int i = 1; i < 25_000; i++) {
            story.add(call("" + i, "0", "sns.amazonaws.com", "File" + i % 2));
        }
        story.add(call("late", null, "arn:aws:iam::1:root", "Sujet"));
        for (int i = 0; i < 10; i++) {
            story.add(call("late" + i, "late", "sns.amazonaws.com", "Tard" + i));
        }
        Map<String, String> ids = new HashMap<>();
        story.forEach(step -> ids.put(step.resource(), step.resource().replaceAll(".*:", "")));

        String page = page(new Observation("{}", ids, story, Map.of()));

        assertThat(page).contains("<svg", ">Sujet<", ">File1<").doesNotContain(">Tard1<");
    }

    @Test
    void aLogIsShownToABound() throws Exception {
        String page =
                page(new Observation("{}", Map.of(), List.of(), Map.of("F", List.of("x".repeat(1 << 20), "après"))));

        assertThat(page).hasSizeLessThan(50_000).contains("1048576 caractères en tout", "après");
    }

    private static Step call(String id, String parent, String actor, String resource) {
        return new Step(
                Instant.EPOCH,
                Step.Kind.CALL,
                id,
                Optional.ofNullable(parent),
                actor,
                "sqs",
                "SendMessage",
                "arn:aws:sqs:eu-west-3:1:" + resource,
                "OK",
                "",
                Optional.empty());
    }

    /** So many queues, each of which refers to so many of those before it. */
    private static String stack(int queues, int references) {
        ObjectNode template = JSON.createObjectNode();
        for (int i = 0; i < queues; i++) {
            ObjectNode queue = template.withObject("/Resources/Q" + i).put("Type", "AWS::SQS::Queue");
            for (int other = Math.max(0, i - references); other < i; other++) {
                queue.withObject("/Properties/RedrivePolicy/" + other).put("Ref", "Q" + other);
            }
        }
        return template.toString();
    }

    private String drawn(String template) throws Exception {
        return page(new Observation(template, Map.of(), List.of(), Map.of()));
    }

    private String page(Observation observation) throws Exception {
        HtmlReport report = new HtmlReport(folder);
        report.observed(observation);
        report.ended(SampleVerdict.VERDICT);
        return Files.readString(folder.resolve(HtmlReport.NAME));
    }
}
