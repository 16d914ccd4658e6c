package ateliers.labs.bank;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Une opération, telle que la table, l'API et l'événement la disent.
 *
 * @param balance le solde du client juste après elle
 */
record Operation(
        String id,
        String clientId,
        OperationType type,
        OperationState state,
        BigDecimal amount,
        String currency,
        BigDecimal balance,
        Instant date) {

    /**
     * Lit une opération, où qu'elle soit écrite : table, flux ou événement.
     *
     * @param text donne un texte par son nom
     * @param number donne un nombre par son nom, écrit en décimal
     */
    static Operation read(UnaryOperator<String> text, UnaryOperator<String> number) {
        return new Operation(
                text.apply("operation_id"),
                text.apply("client_id"),
                OperationType.valueOf(text.apply("type")),
                OperationState.valueOf(text.apply("etat")),
                new BigDecimal(number.apply("montant")),
                text.apply("devise"),
                new BigDecimal(number.apply("solde")),
                Instant.parse(text.apply("date")));
    }

    static Operation ofItem(Map<String, AttributeValue> item) {
        return read(name -> item.get(name).s(), name -> item.get(name).n());
    }

    Map<String, AttributeValue> toItem() {
        return Map.of(
                "operation_id", AttributeValue.fromS(id),
                "client_id", AttributeValue.fromS(clientId),
                "type", AttributeValue.fromS(type.name()),
                "etat", AttributeValue.fromS(state.name()),
                "montant", AttributeValue.fromN(amount.toPlainString()),
                "devise", AttributeValue.fromS(currency),
                "solde", AttributeValue.fromN(balance.toPlainString()),
                "date", AttributeValue.fromS(date.toString()));
    }
}
