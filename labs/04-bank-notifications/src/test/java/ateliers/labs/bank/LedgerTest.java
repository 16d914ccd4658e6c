package ateliers.labs.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final FakeDynamo dynamo = new FakeDynamo();
    private final Ledger ledger = new Ledger(
            dynamo, new Clients(dynamo, FakeDynamo.CLIENTS), FakeDynamo.OPERATIONS, Clock.systemUTC(), () -> {});

    @BeforeEach
    void aClient() {
        dynamo.client("c-4821", "Zoé Martin", "100");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un dépôt crédite, un retrait et un virement débitent")
    void changesTheBalance() {
        ledger.record(Samples.request("DEPOT", "50.25"));
        ledger.record(Samples.request("RETRAIT", "20"));
        Operation last = ledger.record(Samples.request("VIREMENT", "30.25"));

        assertThat(dynamo.balance("c-4821")).isEqualByComparingTo("100");
        assertThat(last.balance()).isEqualByComparingTo("100");
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).hasSize(3);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : on peut vider le compte, pas plus")
    void refusesAnOverdraft() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ledger.record(Samples.request("RETRAIT", "100.01")))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409));
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).isEmpty();

        ledger.record(Samples.request("VIREMENT", "100.00"));

        assertThat(dynamo.balance("c-4821")).isZero();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un client inconnu donne 404")
    void refusesAnUnknownClient() {
        OperationRequest request = BankJson.operationRequest(
                "{\"client_id\": \"inconnu\", \"type\": \"DEPOT\", \"montant\": 1, \"devise\": \"EUR\"}");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ledger.record(request))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
        assertThat(dynamo.items(FakeDynamo.CLIENTS)).hasSize(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : toutes les opérations sont listées, la plus récente d'abord")
    void listsAllPagesNewestFirst() {
        hold("op-b", "2026-03-28T10:00:00.100Z");
        hold("op-e", "2026-03-28T10:00:00Z");
        hold("op-a", "2026-03-30T10:00:00Z");
        hold("op-c", "2026-03-28T10:00:00.020Z");
        hold("op-d", "2026-02-28T10:00:00Z");

        assertThat(ledger.operations("c-4821"))
                .extracting(Operation::id)
                .containsExactly("op-a", "op-b", "op-c", "op-e", "op-d");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : dix fois 0.10 font 1.00")
    void countsExactly() {
        for (int i = 0; i < 10; i++) {
            ledger.record(Samples.request("DEPOT", "0.10"));
        }

        assertThat(dynamo.balance("c-4821")).isEqualByComparingTo("101.00");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une opération qui passe entre la lecture et l'écriture n'est pas effacée")
    void startsAgainWhenOvertaken() {
        dynamo.beforeNextWrite(() -> ledger.record(Samples.request("DEPOT", "5")));

        Operation operation = ledger.record(Samples.request("RETRAIT", "30"));

        assertThat(dynamo.balance("c-4821")).isEqualByComparingTo("75");
        assertThat(operation.balance()).isEqualByComparingTo("75");
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).hasSize(2);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : deux retraits au même moment ne passent pas sous zéro")
    void neverOverdrawsWhenOvertaken() {
        dynamo.beforeNextWrite(() -> ledger.record(Samples.request("RETRAIT", "80")));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> ledger.record(Samples.request("RETRAIT", "30")))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409));
        assertThat(dynamo.balance("c-4821")).isEqualByComparingTo("20");
        assertThat(dynamo.items(FakeDynamo.OPERATIONS)).hasSize(1);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 9 : les opérations d'une semaine, et pas d'autres")
    void findsThoseOfAWeek() {
        hold("op-a", "2026-03-23T06:00:00Z");
        hold("op-b", "2026-03-23T05:59:59.999Z");
        hold("op-c", "2026-03-30T05:59:59.999Z");
        hold("op-d", "2026-03-30T06:00:00Z");

        List<Operation> week = ledger.operations(
                "c-4821", Instant.parse("2026-03-23T06:00:00Z"), Instant.parse("2026-03-30T06:00:00Z"));

        assertThat(week).extracting(Operation::id).containsExactly("op-c", "op-a");
    }

    private void hold(String id, String date) {
        dynamo.hold(
                FakeDynamo.OPERATIONS,
                Samples.operation(id, "DEPOT", "1", "101", date).toItem());
    }
}
