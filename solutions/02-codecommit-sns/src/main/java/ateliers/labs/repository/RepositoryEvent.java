package ateliers.labs.repository;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/**
 * Un changement du dépôt, tel qu'EventBridge le livre. Seuls les champs utiles sont lus.
 *
 * @param id l'identifiant de l'événement
 * @param detail ce que CodeCommit raconte
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RepositoryEvent(String id, Detail detail) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param event referenceCreated, referenceUpdated ou referenceDeleted
     * @param repositoryName le nom du dépôt
     * @param referenceType branch ou tag
     * @param referenceName le nom court : feature/panier pour refs/heads/feature/panier
     * @param commitId le commit sur lequel la branche ou l'étiquette se trouve ; absent d'une suppression
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Detail(String event, String repositoryName, String referenceType, String referenceName, String commitId) {}

    /** Lit l'événement que la fonction reçoit. */
    static RepositoryEvent read(InputStream json) throws IOException {
        return JSON.readValue(json, RepositoryEvent.class);
    }

    /** Les règles de template.yaml ont trié : il reste à dire de quel changement il s'agit. */
    Change change() {
        if (detail.event().equals("referenceDeleted")) {
            return Change.DELETION;
        }
        return detail.referenceType().equals("tag") ? Change.TAG : Change.PUSH;
    }
}
