package ateliers.labs.repository;

import java.util.Optional;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Ce que l'équipe apprend d'un changement.
 *
 * @param reference le nom court de la branche ou de l'étiquette
 * @param commit vide quand il n'y en a pas de nouveau : après une suppression
 */
record Notification(Change change, String repository, String reference, Optional<CommitSummary> commit) {

    /** Un texte à lire, et des attributs pour les programmes et les filtres. */
    PublishRequest toRequest(String topicArn) {
        // TODO (Tâche 2) : complète la demande : un texte en français, et les attributs de type String « repository »,
        // « reference » et « evenement ».
        // TODO (Tâche 4) : une suppression n'a pas de commit, et une étiquette n'est pas une branche.
        return PublishRequest.builder()
                .topicArn(topicArn)
                .subject(Subject.of("Depot " + repository + " : " + change.word() + " " + reference))
                .message("à compléter")
                .build();
    }
}
