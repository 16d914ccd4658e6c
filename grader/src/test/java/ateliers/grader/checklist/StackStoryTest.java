package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import ateliers.grader.deploy.Deployed;
import ateliers.grader.packaging.SubmittedFiles;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.GraderException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a criterion hears of its target, however much its functions do. */
class StackStoryTest {
    /** More than a journal keeps. */
    private static final int FLOOD = 100_001;

    private final Cloud cloud = Cloud.start();
    private final EmbeddedTarget target = EmbeddedTarget.on(cloud);
    private final AwsClients aws = new AwsClients(target);
    private final Stack stack = new Stack(
            new Deployed(target, aws, "pile", Map.of(), Map.of(), new SubmittedFiles(Path.of("."))), () -> null);
    private Criterion criterion;

    @BeforeEach
    void readCriterion() throws NoSuchMethodException {
        criterion = Played.class.getDeclaredMethod("criterion").getAnnotation(Criterion.class);
    }

    @AfterEach
    void close() {
        aws.close();
        target.close();
    }

    @Test
    void refusesGapsOfTheCriterionThatIsPlayed() {
        stack.begin(criterion);

        write(Entry.Kind.UNSUPPORTED, "Unsupported", "sqs: FIFO queues");

        assertThatThrownBy(() -> stack.refuseGaps(null))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("sqs: FIFO queues");
    }

    @Test
    void refusesADefectOfTheTargetToo() {
        stack.begin(criterion);

        write(Entry.Kind.DEFECT, IllegalStateException.class.getName(), "a defect of ours");

        assertThatThrownBy(() -> stack.refuseGaps(null))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("a defect of ours");
    }

    @Test
    void leavesAloneWhatAnEarlierCriterionMet() {
        write(Entry.Kind.UNSUPPORTED, "Unsupported", "sqs: FIFO queues");
        write(Entry.Kind.DENIAL, "AccessDenied", "no identity-based policy");

        stack.begin(criterion);

        assertThatCode(() -> stack.refuseGaps(null)).doesNotThrowAnyException();
        assertThat(stack.why()).isEqualTo(Explanation.NONE);
    }

    @Test
    void whatAnotherEventOfTheCriterionMetExplainsNothingButIsAGapStill() {
        stack.begin(criterion);
        write(Entry.Kind.UNSUPPORTED, "Unsupported", "sqs: FIFO queues");
        write(Entry.Kind.DENIAL, "AccessDenied", "no identity-based policy");

        stack.explainsFromNow();

        assertThat(stack.why()).isEqualTo(Explanation.NONE);
        assertThatThrownBy(() -> stack.refuseGaps(null)).hasMessageContaining("sqs: FIFO queues");
        write(Entry.Kind.DENIAL, "AccessDenied", "no resource-based policy");
        assertThat(stack.why().details()).singleElement().asString().contains("no resource-based policy");
    }

    @Test
    void whatFailedBeforeAndIsTriedAgainExplainsNothing() {
        write(Entry.Kind.INVOCATION, "Unhandled", "java.lang.IllegalStateException: boom");

        stack.begin(criterion);
        write(Entry.Kind.INVOCATION, "Unhandled", "java.lang.IllegalStateException: boom");
        write(Entry.Kind.DROPPED, "RetriesExhausted", "the event had no place to go to");

        assertThat(stack.why().cause()).isEmpty();
        assertThat(stack.why().details()).noneMatch(line -> line.contains("boom") || line.contains("perdu"));
    }

    @Test
    void hearsGapsAndReasonsAfterAFunctionCalledOnAndOn() {
        flood();
        stack.begin(criterion);

        flood();
        write(Entry.Kind.UNSUPPORTED, "Unsupported", "sqs: FIFO queues");
        write(Entry.Kind.DENIAL, "AccessDenied", "no identity-based policy");

        assertThat(stack.saw(step -> step.outcome().equals("AccessDenied"))).isTrue();
        assertThat(stack.why().details()).anyMatch(line -> line.contains("no identity-based policy"));
        assertThatThrownBy(() -> stack.refuseGaps(null)).hasMessageContaining("sqs: FIFO queues");
    }

    @Test
    void hearsGapsAndReasonsBeforeAFunctionCalledOnAndOn() {
        stack.begin(criterion);
        write(Entry.Kind.UNSUPPORTED, "Unsupported", "sqs: FIFO queues");
        write(Entry.Kind.DENIAL, "AccessDenied", "no identity-based policy");

        flood();

        assertThat(stack.why().details())
                .anyMatch(line -> line.contains("les 3 plus anciennes sont oubliées"))
                .anyMatch(line -> line.contains("no identity-based policy"));
        assertThatThrownBy(() -> stack.refuseGaps(null)).hasMessageContaining("sqs: FIFO queues");
    }

    private void flood() {
        for (int call = 0; call < FLOOD; call++) {
            write(Entry.Kind.CALL, Entry.OK, "");
        }
    }

    private void write(Entry.Kind kind, String outcome, String message) {
        cloud.journal()
                .add(new Entry(
                        cloud.clock().instant(),
                        kind,
                        "request",
                        Optional.empty(),
                        "arn:aws:sts::000000000000:assumed-role/role/function",
                        "sqs",
                        "SendMessage",
                        "arn:aws:sqs:eu-west-3:000000000000:file",
                        outcome,
                        message,
                        0));
    }

    private interface Played {
        @Criterion(id = "played", order = 1, points = 1, title = "Un critère", task = 1)
        void criterion();
    }
}
