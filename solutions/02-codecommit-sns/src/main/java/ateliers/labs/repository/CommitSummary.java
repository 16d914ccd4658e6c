package ateliers.labs.repository;

import software.amazon.awssdk.services.codecommit.model.Commit;

/**
 * Ce qu'un courriel dit d'un commit.
 *
 * @param shortId les sept premiers caractères de son identifiant
 * @param author le nom de la personne qui l'a écrit, qui n'est pas toujours celle qui l'a poussé
 * @param title la première ligne de son message ; vide si le message l'est
 */
record CommitSummary(String shortId, String author, String title) {

    private static final int SHORT = 7;

    static CommitSummary of(Commit commit) {
        return new CommitSummary(
                commit.commitId().substring(0, SHORT),
                commit.author().name(),
                commit.message().lines().findFirst().orElse(""));
    }
}
