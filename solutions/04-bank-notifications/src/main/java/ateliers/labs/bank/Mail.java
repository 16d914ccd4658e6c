package ateliers.labs.bank;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Un courriel à envoyer : un modèle SES, et ce qu'il montre.
 *
 * @param data les valeurs des {@code {{champs}}} du modèle, en JSON
 */
record Mail(Template template, String to, String subject, String data) {

    /** Les modèles du template de la pile. */
    enum Template {
        OPERATION,
        WEEK
    }

    /** Le courriel d'une opération. Le sujet est composé ici, parce que l'archive le dit aussi. */
    static Mail ofOperation(Operation operation, Client client, BigDecimal alertThreshold) {
        String amount = French.amount(operation.amount());
        String subject = "%s%s de %s sur votre compte"
                .formatted(
                        operation.amount().compareTo(alertThreshold) >= 0 ? "Alerte : " : "",
                        operation.type().word(),
                        amount);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sujet", subject);
        data.put("nom", client.name());
        data.put("operation", operation.type().word());
        data.put("montant", amount);
        data.put("solde", French.amount(operation.balance()));
        data.put("date", French.day(operation.date()));
        return new Mail(Template.OPERATION, client.email(), subject, BankJson.object(data));
    }

    /** Le résumé d'une semaine. */
    static Mail ofWeek(List<Operation> operations, Client client) {
        String subject = "Votre résumé hebdomadaire";
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sujet", subject);
        data.put("nom", client.name());
        data.put(
                "operations",
                operations.stream()
                        .map(operation -> Map.of(
                                "date", French.day(operation.date()),
                                "operation", operation.type().word(),
                                "montant", French.amount(operation.amount())))
                        .toList());
        return new Mail(Template.WEEK, client.email(), subject, BankJson.object(data));
    }
}
