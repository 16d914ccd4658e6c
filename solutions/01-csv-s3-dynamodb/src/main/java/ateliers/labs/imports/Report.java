package ateliers.labs.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Le compte rendu d'un fichier.
 *
 * @param imported lignes importées, celles qu'une autre a remplacées comprises
 * @param rejected lignes rejetées
 * @param error pourquoi le fichier n'a pas pu être lu, ou pas jusqu'au bout ; vide quand tout va bien
 */
record Report(long imported, long rejected, String error) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ce que le bucket garde. */
    String json() {
        ObjectNode json = counts(JSON.createObjectNode());
        if (!error.isEmpty()) {
            json.put("erreur", error);
        }
        return write(json);
    }

    /** Ce que CloudWatch Logs garde : du JSON, et rien d'autre sur la ligne. */
    String logLine(DroppedFile file) {
        return write(counts(JSON.createObjectNode().put("fichier", file.key())));
    }

    /** Aucune ligne ne se perd : ce qui est lu est importé ou rejeté. */
    private ObjectNode counts(ObjectNode json) {
        return json.put("lues", imported + rejected).put("importees", imported).put("rejetees", rejected);
    }

    private static String write(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
