package ateliers.labs.repository;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
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
        return PublishRequest.builder()
                .topicArn(topicArn)
                .subject(Subject.of("Depot " + repository + " : " + change.word() + " " + reference
                        + commit.map(each -> ", " + each.title()).orElse("")))
                .message(text())
                .messageAttributes(Map.of(
                        "repository", attribute(repository),
                        "reference", attribute(reference),
                        "evenement", attribute(change.word())))
                .build();
    }

    private String text() {
        String happened = switch (change) {
            case PUSH -> "La branche %s du dépôt %s a reçu un push.";
            case DELETION -> "La branche %s du dépôt %s a été supprimée.";
            case TAG -> "L'étiquette %s a été posée dans le dépôt %s.";
        };
        return happened.formatted(reference, repository)
                + commit.map(each -> "%n%nCommit %s, de %s :%n%s".formatted(each.shortId(), each.author(), each.title()))
                        .orElse("");
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
