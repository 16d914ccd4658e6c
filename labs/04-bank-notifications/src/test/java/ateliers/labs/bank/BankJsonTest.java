package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankJsonTest {

    private static final String REQUEST =
            "{\"client_id\": \"c-1\", \"type\": \"DEPOT\", \"montant\": %s, \"devise\": \"EUR\"}";

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une demande est lue")
    void readsARequest() {
        OperationRequest request = BankJson.operationRequest(REQUEST.formatted("12.50"));

        assertThat(request.clientId()).isEqualTo("c-1");
        assertThat(request.type()).isEqualTo(OperationType.DEPOT);
        assertThat(request.amount()).isEqualByComparingTo(new BigDecimal("12.5"));
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un montant permis est accepté")
    @ValueSource(strings = {"0.01", "1", "1.10", "1e2", "1000000", "1000000.00"})
    void acceptsAmounts(String amount) {
        assertThat(BankJson.operationRequest(REQUEST.formatted(amount)).amount()).isPositive();
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un autre montant est refusé")
    @ValueSource(strings = {"0", "-5", "0.001", "12.345", "1000000.01", "\"12\"", "null", "1e999999999", "[1]"})
    void refusesOtherAmounts(String amount) {
        refused(REQUEST.formatted(amount));
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 1 : ce qui n'est pas une demande est refusé")
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{} x",
                "{\"client_id\": \"c-1\", \"type\": \"depot\", \"montant\": 1, \"devise\": \"EUR\"}",
                "{\"client_id\": \"c-1\", \"type\": \"DEPOT\", \"montant\": 1, \"devise\": \"USD\"}",
                "{\"client_id\": \"c-1\", \"type\": \"DEPOT\", \"montant\": 1}",
                "{\"client_id\": \"\", \"type\": \"DEPOT\", \"montant\": 1, \"devise\": \"EUR\"}",
                "{\"client_id\": 7, \"type\": \"DEPOT\", \"montant\": 1, \"devise\": \"EUR\"}",
                "{\"type\": \"DEPOT\", \"montant\": 1, \"devise\": \"EUR\"}"
            })
    void refusesWhatIsNoRequest(String body) {
        refused(body);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un changement d'état est lu, ou refusé")
    void readsAChangeOfState() {
        assertThat(BankJson.stateRequest("{\"client_id\": \"c-1\", \"etat\": \"TRAITEE\"}"))
                .isEqualTo(new StateRequest("c-1", OperationState.TRAITEE));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> BankJson.stateRequest("{\"client_id\": \"c-1\", \"etat\": \"PERDUE\"}"))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void readsTheOperationOfAnEventExactly() {
        String json = BankJson.operation(Samples.WITHDRAWAL);

        assertThat(json).contains("\"montant\":1234.56", "\"date\":\"2026-03-28T23:15:30Z\"");
    }

    private static void refused(String body) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> BankJson.operationRequest(body))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }
}
