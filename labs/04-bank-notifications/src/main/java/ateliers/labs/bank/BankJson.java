package ateliers.labs.bank;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Ce que la banque dit en JSON : demandes lues et vérifiées, réponses, événements et archives. */
final class BankJson {

    /** Des nombres décimaux, jamais des {@code double} : 0.1 + 0.2 doit faire 0.3. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal(1_000_000);
    private static final int MAX_DECIMALS = 2;
    private static final int MAX_ID = 100;

    private BankJson() {}

    /**
     * Lit une demande d'opération.
     *
     * @throws Refusal 400 si elle n'est pas valable, avec ce qui ne va pas
     */
    static OperationRequest operationRequest(String body) {
        JsonNode request = object(body);
        // TODO (Tâche 1) : vérifie devise, puis rends un OperationRequest de ses champs : clientId(request),
        // word(request, "type", OperationType.class), amount(request.path("montant")).
        throw new Refusal(501, "La tâche 1 reste à faire : lire une demande d'opération.");
    }

    /**
     * Lit une demande de changement d'état.
     *
     * @throws Refusal 400 si elle n'est pas valable, avec ce qui ne va pas
     */
    static StateRequest stateRequest(String body) {
        JsonNode request = object(body);
        // TODO (Tâche 1) : rends un StateRequest, de la même façon.
        throw new Refusal(501, "La tâche 1 reste à faire : lire un changement d'état.");
    }

    /** Si un texte peut être un numéro, de client ou d'opération. */
    static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MAX_ID;
    }

    static String operation(Operation operation) {
        return write(node(operation));
    }

    static String operations(List<Operation> operations) {
        ArrayNode list = JSON.createArrayNode();
        operations.forEach(operation -> list.add(node(operation)));
        return write(JSON.createObjectNode().set("operations", list));
    }

    static String error(String message) {
        return write(JSON.createObjectNode().put("message", message));
    }

    /** Un objet de textes et de listes. */
    static String object(Map<String, ?> values) {
        return write(JSON.valueToTree(values));
    }

    /** Lit ce que Lambda donne à une fonction. */
    static JsonNode event(InputStream input) throws IOException {
        return JSON.readTree(input);
    }

    /** Lit l'opération d'un événement. */
    static Operation operation(JsonNode detail) {
        return Operation.read(
                name -> detail.required(name).textValue(),
                name -> detail.required(name).decimalValue().toPlainString());
    }

    /** Lit un secret. */
    static BankSecret secret(String text) {
        try {
            JsonNode secret = JSON.readTree(text);
            return new BankSecret(
                    secret.required("expediteur").textValue(),
                    secret.required("cle_partenaire").textValue());
        } catch (JsonProcessingException e) {
            // Sans la cause : son message citerait le secret.
            throw new IllegalStateException("Le secret n'est pas du JSON.");
        }
    }

    private static ObjectNode node(Operation operation) {
        return JSON.createObjectNode()
                .put("operation_id", operation.id())
                .put("client_id", operation.clientId())
                .put("type", operation.type().name())
                .put("etat", operation.state().name())
                .put("montant", operation.amount())
                .put("devise", operation.currency())
                .put("solde", operation.balance())
                .put("date", operation.date().toString());
    }

    private static JsonNode object(String body) {
        try {
            JsonNode request = JSON.readTree(body == null ? "" : body);
            if (request.isObject()) {
                return request;
            }
        } catch (JsonProcessingException e) {
            throw invalid("ce n'est pas du JSON");
        }
        throw invalid("le corps doit être un objet JSON");
    }

    private static String clientId(JsonNode request) {
        JsonNode id = request.path("client_id");
        if (!id.isTextual() || !isId(id.textValue())) {
            throw invalid("client_id doit être un texte de 1 à " + MAX_ID + " caractères");
        }
        return id.textValue();
    }

    private static <T extends Enum<T>> T word(JsonNode request, String name, Class<T> words) {
        for (T word : words.getEnumConstants()) {
            if (request.path(name).isTextual() && request.path(name).textValue().equals(word.name())) {
                return word;
            }
        }
        throw invalid(name + " doit être l'un de " + List.of(words.getEnumConstants()));
    }

    private static BigDecimal amount(JsonNode amount) {
        // TODO (Tâche 1) : lève invalid("…") si ce n'est pas un nombre JSON (isNumber), s'il est hors des bornes, ou s'il a
        // plus de deux décimales (stripTrailingZeros().scale()). Un double perdrait des centimes : reste en BigDecimal.
        return amount.decimalValue();
    }

    private static Refusal invalid(String reason) {
        return new Refusal(400, "Demande invalide : " + reason + ".");
    }

    private static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
