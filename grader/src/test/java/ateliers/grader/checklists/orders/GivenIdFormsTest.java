package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenIdFormsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-1795993204 c-1795993205 c-1795993208",
                "1795993243150 1795993243629 1795993246588",
                "ORD-20261129-223015 ORD-20261129-223017 ORD-20261129-223102",
                "2026-11-29T22:30:15.123Z 2026-11-29T22:30:15.131Z 2026-11-29T22:30:16.007Z"
            })
    void theTimeAloneIsSeen(String ids) {
        assertThat(forms(ids).areOnlyTimes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795993243150-x7Kq 1795993243629-99aB 1795993246588-Zr4t",
                "20261129-3f9a2c7b 20261129-91cc07de 20261129-0b7e44f1",
                "c-41 c-42 c-43"
            })
    void whatHasMoreThanTheTimeIsNot(String ids) {
        assertThat(forms(ids).areOnlyTimes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-9704 c-1896 c-5239 c-9306 c-6093",
                "a7Q k2Z 9pL Bb3 x0x",
                "0f3c 9a1e 44b7 e002 7d5d",
                "3fa9c1 91cc07 0b7e44 d2ff10 77a0c9",
                "c-483920 c-900012 c-172635 c-555555 c-318822",
                "c-1795993204123-427 c-1795993204977-012 c-1795993206001-553 c-1795993207777-908",
                "17959932041234277 17959932049770129 17959932060015531 17959932077779086",
                "ORD-20261129223015-x7K ORD-20261129223017-aQ9 ORD-20261129223102-R4t"
            })
    void aDrawFromFewIsSeen(String ids) {
        assertThat(forms(ids).areDrawnFromFew()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-1 c-2 c-4 c-3 c-5",
                "ORD-000098 ORD-000099 ORD-000100 ORD-000101 ORD-000102",
                "c-1000 c-1001 c-2000 c-2001 c-1002",
                "c-1795993204123-1 c-1795993204977-2 c-1795993206001-3 c-1795993207777-4",
                "1795993204123-483920174 1795993204977-900012345 1795993206001-172635444",
                "20261129-3f9a2c7b 20261129-91cc07de 20261129-0b7e44f1",
                "c-483920174 c-900012345 c-172635444 c-555555555 c-318822910",
                "3f9a2c7b 3fcc07de 3f7e44f1",
                "48392017 90001234 17263544"
            })
    void countersAndLongNumbersAreNot(String ids) {
        assertThat(forms(ids).areDrawnFromFew()).isFalse();
    }

    @Test
    void randomIdsAreNeither() {
        GivenIdForms forms = new GivenIdForms(
                Stream.generate(() -> UUID.randomUUID().toString()).limit(5).toList());

        assertThat(forms.areOnlyTimes()).isFalse();
        assertThat(forms.areDrawnFromFew()).isFalse();
    }

    private static GivenIdForms forms(String ids) {
        return new GivenIdForms(List.of(ids.split(" ")));
    }
}
