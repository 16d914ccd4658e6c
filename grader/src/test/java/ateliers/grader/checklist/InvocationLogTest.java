package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationLogTest {

    @Test
    void stackTracesBecomeTheFirstPlaceInTheFunctionsOwnCode() {
        InvocationLog log = InvocationLog.of(List.of(
                "START RequestId: 1 Version: $LATEST", "commande reçue", """
                java.lang.NullPointerException: table
                \tat java.base/java.util.Objects.requireNonNull(Objects.java:233)
                \tat software.amazon.awssdk.core.Client.call(Client.java:12)
                \tat ateliers.labs.orders.DynamoOrderStore.find(DynamoOrderStore.java:41)
                \tat app//ateliers.labs.orders.Orders.place(Orders.java:17)
                Caused by: java.lang.IllegalStateException: cause
                \tat Unnamed.main(Unnamed.java:3)
                \t... 5 more
                """, "REPORT RequestId: 1 Duration: 2 ms"));

        assertThat(log.place()).contains("DynamoOrderStore.java, ligne 41");
        assertThat(log.lines())
                .containsExactly(
                        "commande reçue",
                        "java.lang.NullPointerException: table",
                        "Caused by: java.lang.IllegalStateException: cause");
    }

    @Test
    void aLogInJsonIsReadAsOneInText() {
        InvocationLog log = InvocationLog.of(
                List.of(
                        "{\"time\":\"2026-03-01T10:00:00.000Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"1\"}}",
                        "{\"timestamp\":\"t\",\"message\":\"boom\\n\\tat ateliers.labs.Shop.sell(Shop.java:7)\\n\",\"AWSRequestId\":\"1\"}",
                        "{\"niveau\":\"info\"}",
                        "{\"AWSRequestId\" is no JSON",
                        "{\"time\":\"2026-03-01T10:00:00.000Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"1\"}}"));

        assertThat(log.place()).contains("Shop.java, ligne 7");
        assertThat(log.lines()).containsExactly("boom", "{\"niveau\":\"info\"}", "{\"AWSRequestId\" is no JSON");
    }

    @Test
    void aLogWithoutAnExceptionHasNoPlace() {
        InvocationLog log = InvocationLog.of(List.of("at midi", "un\ndeux\n"));

        assertThat(log.place()).isEmpty();
        assertThat(log.lines()).containsExactly("at midi", "un", "deux");
    }

    @Test
    void linesMadeToWearOutAPatternAreLinesLikeOthers() {
        String endless = "\tat " + "a/".repeat(100_000) + "a.b(C.java:1)";

        InvocationLog log = InvocationLog.of(List.of(endless));

        assertThat(log.place()).isEmpty();
        assertThat(log.lines()).containsExactly(endless);
    }
}
