package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.grader.cli.IsolationChoice.Wish;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.TargetOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IsolationChoiceTest {
    private static final Bubblewrap.Found MISSING = new Bubblewrap.Found(Optional.empty(), "/usr/bin/bwrap: not found");
    private static final Bubblewrap.Found REFUSED =
            new Bubblewrap.Found(Optional.empty(), "bwrap: No permissions to create a new namespace");

    @Test
    void whereTheMachineCannotWhatIsRequiredIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> IsolationChoice.of(Wish.REQUIRED, () -> MISSING))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("bubblewrap n'est pas installé")
                .hasMessageContaining("apt install bubblewrap")
                .hasMessageContaining("--isolation none");
        assertThatThrownBy(() -> IsolationChoice.of(Wish.REQUIRED, () -> REFUSED))
                .hasMessageContaining("bubblewrap ne marche pas ici (bwrap: No permissions");
    }

    @Test
    void whereTheMachineCannotItSaysSo() {
        IsolationChoice choice = IsolationChoice.of(Wish.AUTO, () -> MISSING);

        assertThat(choice.isolates()).isFalse();
        assertThat(choice.required()).isFalse();
        assertThat(choice.line()).startsWith("Sans isolation : bubblewrap n'est pas installé ; ");
    }

    @Test
    void whoWantsNoneIsNotAskedWhetherThereIs() {
        IsolationChoice choice = IsolationChoice.of(Wish.NONE, () -> {
            throw new AssertionError("asked");
        });

        assertThat(choice.isolates()).isFalse();
        assertThat(choice.line()).startsWith("Sans isolation, comme demandé : ");
    }

    @Test
    void whereTheMachineCanItDoesAndOnlyWhatIsRequiredIsGuarded() {
        Bubblewrap.Found here = Bubblewrap.onThisMachine();
        assumeTrue(here.isolation().isPresent(), "this machine does not isolate: " + here.refusal());

        IsolationChoice required = IsolationChoice.of(Wish.REQUIRED, () -> here);
        IsolationChoice usual = IsolationChoice.of(Wish.AUTO, () -> here);

        assertThat(required.isolates()).isTrue();
        assertThat(required.line()).startsWith("Isolation : bubblewrap (");
        TargetChoice guarded = new TargetChoice(new EmbeddedKind(), TargetOptions.NONE).isolated(required);
        assertThat(guarded.guarded()).isTrue();
        assertThat(guarded.kind())
                .isInstanceOfSatisfying(
                        EmbeddedKind.class,
                        kind -> assertThat(kind.isolation())
                                .isSameAs(here.isolation().get()));
        assertThat(TargetChoice.embedded()).returns(false, TargetChoice::guarded);
        assertThat(usual.isolates()).isTrue();
    }
}
