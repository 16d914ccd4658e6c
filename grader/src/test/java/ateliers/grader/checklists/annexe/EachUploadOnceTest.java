package ateliers.grader.checklists.annexe;

import static ateliers.grader.checklists.annexe.EachUploadOnce.COPY;
import static ateliers.grader.checklists.annexe.EachUploadOnce.PARTS;
import static ateliers.grader.checklists.annexe.EachUploadOnce.PUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EachUploadOnceTest {
    private static final int DRAWS = 200;

    /** A function could know the grader by an order that is always the same. */
    @Test
    void filesComeInEveryOrderInWhichACopyFollowsWhatItCopies() {
        assertThat(Stream.generate(EachUploadOnce::inSomeOrder).limit(DRAWS).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        List.of(PUT, COPY, PARTS), List.of(PUT, PARTS, COPY), List.of(PARTS, PUT, COPY));
    }
}
