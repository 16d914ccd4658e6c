package ateliers.grader.checklists.bank;

import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A customer of the bank, as it puts him into its table. */
record Customer(String id, String name, String email, String iban, BigDecimal balance) {

    /** Someone whose name has no accents: one row alone is about these. */
    static Customer with(BigDecimal balance) {
        return named(Variety.properName() + " " + Variety.properName(), balance);
    }

    static Customer with(String balance) {
        return with(new BigDecimal(balance));
    }

    static Customer named(String name, BigDecimal balance) {
        return new Customer(
                Variety.one(List.of("c-", "C", "client-", "k")) + Variety.small(8),
                name,
                Variety.email(),
                "FR" + Variety.digits(25),
                balance);
    }

    Map<String, AttributeValue> item() {
        return Map.of(
                "client_id", AttributeValue.fromS(id),
                "nom", AttributeValue.fromS(name),
                "email", AttributeValue.fromS(email),
                "iban", AttributeValue.fromS(iban),
                "solde", AttributeValue.fromN(balance.toPlainString()));
    }
}
