package ateliers.labs.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderJsonTest {

    private static final Order ORDER =
            Samples.order("c-1", Samples.line("stylo", 3, "19.99"), Samples.line("clé", 1, "10"));

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : une commande est lue")
    void readsAnOrder() {
        Order order = OrderJson.readRequest("""
                {"order_id": "c-1", "customer_email": "client@exemple.fr", "items": [
                  {"sku": "stylo", "quantity": 3, "unit_price": 19.99},
                  {"sku": "clé", "quantity": 1, "unit_price": 10}]}
                """);

        assertThat(order).isEqualTo(ORDER);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : sans numéro, la commande en reçoit un")
    void givesAnIdToAnOrderThatHasNone() {
        String body = "{\"customer_email\": \"c@exemple.fr\", \"items\": [{\"sku\": \"a\", \"quantity\": 1, "
                + "\"unit_price\": 1}]}";

        assertThat(OrderJson.readRequest(body).id())
                .isNotBlank()
                .isNotEqualTo(OrderJson.readRequest(body).id());
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 2 : ce qui n'est pas une commande est refusé")
    @ValueSource(
            strings = {
                "",
                "bonjour",
                "{\"customer_email\": ",
                "[]",
                "42",
                "null",
                "{}",
                "{'customer_email': 'c@exemple.fr'}",
                "{\"items\": [{\"sku\": \"a\", \"quantity\": 1, \"unit_price\": 1}]}",
                "{\"customer_email\": \"c@exemple.fr\"}",
                "{\"customer_email\": \"c@exemple.fr\", \"items\": []}",
                "{\"customer_email\": \"c@exemple.fr\", \"items\": {}}",
                "{\"customer_email\": \"c@exemple.fr\", \"items\": [1]}",
                "{\"customer_email\": \"pas une adresse\", \"items\": [{\"sku\": \"a\", \"quantity\": 1, "
                        + "\"unit_price\": 1}]}",
                "{\"order_id\": \"../a\", \"customer_email\": \"c@exemple.fr\", \"items\": [{\"sku\": \"a\", "
                        + "\"quantity\": 1, \"unit_price\": 1}]}"
            })
    void refusesWhatIsNotAnOrder(String body) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> OrderJson.readRequest(body))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 2 : une ligne qui n'a pas de sens est refusée")
    @ValueSource(
            strings = {
                "{\"quantity\": 1, \"unit_price\": 1}",
                "{\"sku\": \" \", \"quantity\": 1, \"unit_price\": 1}",
                "{\"sku\": \"a\", \"unit_price\": 1}",
                "{\"sku\": \"a\", \"quantity\": 0, \"unit_price\": 1}",
                "{\"sku\": \"a\", \"quantity\": -1, \"unit_price\": 1}",
                "{\"sku\": \"a\", \"quantity\": 1.5, \"unit_price\": 1}",
                "{\"sku\": \"a\", \"quantity\": \"1\", \"unit_price\": 1}",
                "{\"sku\": \"a\", \"quantity\": 1}",
                "{\"sku\": \"a\", \"quantity\": 1, \"unit_price\": -0.01}",
                "{\"sku\": \"a\", \"quantity\": 1, \"unit_price\": \"1\"}",
                "{\"sku\": \"a\", \"quantity\": 1, \"unit_price\": 1e400}",
                "{\"sku\": \"a\", \"quantity\": 1, \"unit_price\": 1e-400}"
            })
    void refusesALineThatMakesNoSense(String line) {
        String body = "{\"customer_email\": \"c@exemple.fr\", \"items\": [" + line + "]}";

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> OrderJson.readRequest(body))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void readsTheOrderOfANotification() {
        assertThat(OrderJson.readNotification(OrderJson.notification(ORDER))).isEqualTo("c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "poison", "{}", "{\"order_id\": 3}", "7"})
    void refusesWhatIsNotANotification(String message) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> OrderJson.readNotification(message));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : les nombres écrits sont exacts")
    void writesAnswersNotificationsAndReceiptsWithExactNumbers() throws IOException {
        String items = "[{\"sku\":\"stylo\",\"quantity\":3,\"unit_price\":19.99},"
                + "{\"sku\":\"clé\",\"quantity\":1,\"unit_price\":10}]";

        assertSame(OrderJson.placed(ORDER), "{\"order_id\":\"c-1\",\"total\":69.97,\"status\":\"RECUE\"}");
        assertSame(OrderJson.notification(ORDER), "{\"order_id\":\"c-1\",\"total\":69.97}");
        assertSame(OrderJson.receipt(ORDER), "{\"order_id\":\"c-1\",\"total\":69.97,\"items\":" + items + "}");
        assertSame(
                OrderJson.whole(ORDER),
                "{\"order_id\":\"c-1\",\"customer_email\":\"client@exemple.fr\",\"status\":\"RECUE\",\"total\":69.97,"
                        + "\"items\":" + items + "}");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : 1000 ne s'écrit pas 1E+3")
    void writesRoundNumbersWithoutExponent() {
        assertThat(OrderJson.notification(Samples.order("c-1", Samples.line("a", 10, "100"))))
                .contains("1000")
                .doesNotContain("E+");
    }

    private static void assertSame(String json, String expected) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(expected));
    }
}
