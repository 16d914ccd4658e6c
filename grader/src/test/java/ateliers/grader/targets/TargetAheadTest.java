package ateliers.grader.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class TargetAheadTest {
    private final List<EmbeddedTarget> started = new CopyOnWriteArrayList<>();
    private final TargetAhead ahead = TargetAhead.of(this::start);

    private EmbeddedTarget start() {
        EmbeddedTarget target = EmbeddedTarget.start();
        started.add(target);
        return target;
    }

    @AfterEach
    void noTargets() {
        ahead.close();
        started.forEach(EmbeddedTarget::close);
    }

    @Test
    void theFirstToAskGetsTheOneThatWasStartedAndTheNextAnother() {
        Target first = ahead.get();
        Target second = ahead.get();

        assertThat(started).containsExactly((EmbeddedTarget) first, (EmbeddedTarget) second);
    }

    @Test
    void whatNobodyAskedForIsClosed() {
        ahead.close();

        assertThat(started).hasSize(1);
        assertThatThrownBy(() -> call(started.get(0))).isInstanceOf(SdkClientException.class);
    }

    @Test
    void whatWasAskedForIsLeftOpen() {
        Target asked = ahead.get();

        ahead.close();

        assertThatCode(() -> call(asked)).doesNotThrowAnyException();
    }

    @Test
    void whyItCouldNotStartIsToldToWhoAsks() {
        try (TargetAhead broken = TargetAhead.of(() -> {
            throw new GraderException("pas de place");
        })) {
            assertThatThrownBy(broken::get).isInstanceOf(GraderException.class).hasMessage("pas de place");
        }
    }

    private static void call(Target target) {
        try (AwsClients aws = new AwsClients(target)) {
            aws.sts().getCallerIdentity();
        }
    }
}
