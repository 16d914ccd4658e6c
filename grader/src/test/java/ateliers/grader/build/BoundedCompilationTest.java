package ateliers.grader.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Unusable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedCompilationTest {
    @Test
    void answersWhatTheCompilerAnswers() {
        assertThat(BoundedCompilation.USUAL.compiles(() -> true)).isTrue();
        assertThat(BoundedCompilation.USUAL.compiles(() -> false)).isFalse();
    }

    @Test
    void whatDoesNotEndIsTheStudents() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> new BoundedCompilation(Duration.ofMillis(1)).compiles(() -> {
                    never.await();
                    return true;
                }))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("n'arrive pas au bout de tes sources : il n'en a pas fini");
    }

    @Test
    void whatUsesUpMemoryOrBreaksTheCompilerIsTheStudents() {
        assertThatThrownBy(() -> BoundedCompilation.USUAL.compiles(() -> {
                    throw new OutOfMemoryError();
                }))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("manque de mémoire");
        assertThatThrownBy(() -> BoundedCompilation.USUAL.compiles(() -> {
                    throw new ArrayIndexOutOfBoundsException();
                }))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("une panne, ArrayIndexOutOfBoundsException");
    }

    @Test
    void aCompilerThatIsNotWholeIsNot() {
        assertThatThrownBy(() -> BoundedCompilation.USUAL.compiles(() -> {
                    throw new NoClassDefFoundError();
                }))
                .isNotInstanceOf(Unusable.class);
    }
}
