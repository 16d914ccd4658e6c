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

    static CommitSummary of(Commit commit) {
        // TODO (Tâche 2) : abrège l'identifiant, rends le nom de l'auteur, et la première ligne du message (il peut être
        // vide).
        return new CommitSummary(commit.commitId(), "à compléter", "à compléter");
    }
}
