package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.TopicProbe.Notification;

/** What each notification tells, whatever happened. */
record Told(Team team, Notification seen, String reference, String event) {

    void check() {
        String repository = team.repository.repositoryName();
        Expectation.that("Le texte de la notification nomme le dépôt.")
                .hint("écris detail.repositoryName dans le texte.")
                .containing(repository, seen.text());
        Expectation.that("Le texte de la notification nomme la branche ou l'étiquette.")
                .hint("écris detail.referenceName dans le texte.")
                .containing(reference, seen.text());
        attribute("repository", repository, "c'est detail.repositoryName");
        attribute("reference", reference, "c'est detail.referenceName, sans refs/heads/ ni refs/tags/");
        attribute("evenement", event, "push, suppression ou tag");
    }

    private void attribute(String name, String wanted, String what) {
        Expectation.that("L'attribut « %s », de type String, est celui du contrat.".formatted(name))
                .hint("ajoute l'attribut avec messageAttributes, de type String : %s.".formatted(what))
                .equal(wanted, seen.string(name));
    }
}
