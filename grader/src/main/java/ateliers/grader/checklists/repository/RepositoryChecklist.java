package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;

/** Lab 02: a mail when something critical happens to a repository. */
@Checklist(
        lab = "02-codecommit-sns",
        title = "Un courriel quand le dépôt change (CodeCommit, EventBridge, Lambda, SNS)",
        outputs = {
            RepositoryChecklist.REPOSITORY,
            RepositoryChecklist.CLONE_URL,
            RepositoryChecklist.TOPIC,
            RepositoryChecklist.FAILURES
        },
        parameters = RepositoryParameters.class)
public final class RepositoryChecklist {
    static final String REPOSITORY = "RepositoryName";
    static final String CLONE_URL = "RepositoryCloneUrlHttp";
    static final String TOPIC = "NotificationTopicArn";
    static final String FAILURES = "FailureQueueUrl";

    @Criterion(
            id = "push",
            order = 1,
            proves = {"C1", "C2", "C3", "C5", "C6", "C7", "C8"},
            points = 4,
            task = 1,
            title = "Un push sur main donne exactement une notification")
    void announcesPushes(Stack stack) {
        new PushesToMain(stack).check();
    }

    @Criterion(
            id = "content",
            order = 2,
            proves = {"C15", "C16", "C17", "C18", "C20", "C21", "C22"},
            points = 3,
            task = 2,
            title = "Dépôt, branche, commit, auteur et première ligne sont justes, avec leurs accents",
            dependsOn = "push")
    void tellsOfThePush(Stack stack) {
        new TellsPush(stack).check();
    }

    @Criterion(
            id = "ignore",
            order = 3,
            proves = {"C11", "C12", "C13", "C14"},
            points = 3,
            task = 3,
            title = "Une autre branche, une étiquette déplacée, un autre dépôt : rien",
            dependsOn = "push")
    void ignoresTheRest(Stack stack) {
        new NothingCritical(stack).check();
    }

    @Criterion(
            id = "delete",
            order = 4,
            proves = {"C9", "C15", "C19", "C22"},
            points = 2,
            task = 4,
            title = "La suppression d'une branche est annoncée, sans commit",
            dependsOn = "push")
    void announcesDeletions(Stack stack) {
        new DeletedBranches(stack).check();
    }

    @Criterion(
            id = "tag",
            order = 5,
            proves = {"C10", "C16", "C17", "C18", "C22"},
            points = 1,
            task = 4,
            title = "Une nouvelle étiquette est annoncée par son nom",
            dependsOn = "push")
    void announcesTags(Stack stack) {
        new NewTags(stack).check();
    }

    @Criterion(
            id = "subject",
            order = 6,
            proves = {"C23", "C24"},
            points = 1,
            task = 5,
            title = "Le sujet convient à SNS, quel que soit le message du commit",
            dependsOn = "push")
    void fitsTheSubject(Stack stack) {
        new Subjects(stack).check();
    }

    @Criterion(
            id = "email",
            order = 7,
            proves = {"C25"},
            points = 1,
            task = 6,
            title = "L'adresse du paramètre est abonnée (la confirmation peut attendre)",
            dependsOn = "push")
    void subscribesTheAddress(Stack stack) {
        new Mailing(stack).requireSubscription();
    }

    @Criterion(
            id = "delivery",
            order = 8,
            proves = {"C26"},
            points = 1,
            task = 6,
            title = "L'abonnement confirmé, le courriel arrive",
            dependsOn = "email")
    void deliversTheMail(Stack stack) {
        new Mailing(stack).requireDelivery();
    }

    @Criterion(
            id = "failure",
            order = 9,
            proves = {"C4", "C27", "C28"},
            points = 2,
            task = 7,
            title = "Publication refusée : échec, nouvelles tentatives, puis file d'échec",
            dependsOn = "push",
            fresh = true)
    void keepsWhatFailed(Stack stack) {
        new RefusedNotifications(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 10,
            proves = {"C29", "C30"},
            points = 1,
            task = 8,
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "push")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(
                stack,
                "nomme chaque action et chaque ressource ; ici, codecommit:GetCommit sur ce dépôt et sns:Publish sur ce"
                        + " sujet suffisent.");
    }

    @Criterion(
            id = "config",
            order = 11,
            proves = {"C31", "C32"},
            points = 1,
            task = 8,
            title = "Deux piles du même template s'ignorent",
            dependsOn = "push",
            pair = true)
    void livesBesideAnother(Stack stack) {
        Team first = new Team(stack);
        Team other = new Team(SecondStack.beside(stack));
        other.pushToMain();
        boolean announced = stack.await(() -> other.count() > 0, Team.SOON);
        boolean silent = stack.never(() -> first.count() > 0, Team.QUIET);
        Expectation.that("Une seconde pile du même template doit marcher, sans que la première en voie rien.")
                .expected("1 notification dans la seconde pile, 0 dans la première")
                .seen("%s dans la seconde pile, %s dans la première"
                        .formatted(TopicProbe.said(other.count()), TopicProbe.said(first.count())))
                .hint(
                        "nomme le dépôt d'après la pile (AWS::StackName), mets son ARN dans le motif de chaque règle, et passe"
                                + " les ARN par !Ref et !GetAtt.")
                .holdsIf(announced && silent);
    }
}
