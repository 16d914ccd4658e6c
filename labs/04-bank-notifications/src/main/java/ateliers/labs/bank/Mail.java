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
        // TODO (Tâche 5) : compose le sujet (avec « Alerte » à partir du seuil), et mets dans data une valeur pour chaque
        // {{champ}} du modèle OperationTemplate de template.yaml : SES n'envoie rien s'il en manque une.
        Map<String, Object> data = new LinkedHashMap<>();
        return new Mail(Template.OPERATION, client.email(), "", BankJson.object(data));
    }

    /** Le résumé d'une semaine. */
    static Mail ofWeek(List<Operation> operations, Client client) {
        // TODO (Tâche 9) : de même pour WeekTemplate ; {{#each operations}} parcourt une liste d'objets.
        Map<String, Object> data = new LinkedHashMap<>();
        return new Mail(Template.WEEK, client.email(), "", BankJson.object(data));
    }
}
