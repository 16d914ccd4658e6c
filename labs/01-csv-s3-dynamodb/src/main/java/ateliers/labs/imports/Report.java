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
        // TODO (Tâche 5) : lues, importees, rejetees, et erreur s'il y en a une.
        return write(JSON.createObjectNode());
    }

    /** Ce que CloudWatch Logs garde : du JSON, et rien d'autre sur la ligne. */
    String logLine(DroppedFile file) {
        // TODO (Tâche 6) : fichier (la clé entière), lues, importees, rejetees.
        return write(JSON.createObjectNode().put("fichier", file.key()));
    }

    private static String write(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
