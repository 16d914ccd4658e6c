package ateliers.grader.checklists.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            d'un total de 69,97 €.          | 69.97
            Total : 69.97€                  | 69.97
            Total (EUR) 70                  | 70.00
            70,0                            | 70
            1234.50                         | 1234.5
            1 234,50 €                      | 1234.50
            1\u00a0234,50 €                | 1234.50
            1\u202f234\u202f567,25.        | 1234567.25
            stylo 3 119,97                  | 119.97
            """)
    void readsWhatAPersonReads(String text, BigDecimal amount) {
        assertThat(Amounts.names(text, amount)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Total : 69,98 €        | 69.97
            Total : 169,97 €       | 69.97
            Total : 69,975         | 69.97
            commande c-70          | 70
            commande 70-a          | 70
            version 1.70.2         | 1.70
            1234,50                | 234.50
            aucun                  | 0
            """)
    void takesNoOtherNumberForIt(String text, BigDecimal amount) {
        assertThat(Amounts.names(text, amount)).isFalse();
    }

    /** A million digits would be a number that takes minutes to be made. */
    @Test
    void whatHasTooManyDigitsIsNoAmount() {
        String endless = "9".repeat(1_000_000) + " " + "1 000".repeat(100) + ",5";

        assertThat(Amounts.names(endless + " et 12,50 €", new BigDecimal("12.50")))
                .isTrue();
        assertThat(Amounts.names(endless, new BigDecimal("9"))).isFalse();
    }
}
