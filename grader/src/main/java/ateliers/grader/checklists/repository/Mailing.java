package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Inbox;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.OutputShape;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Web;
import ateliers.grader.variety.Variety;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.Subscription;

/** The person who is to be told by mail: subscribed, then confirmed, then told. */
final class Mailing {
    private static final Noun MAIL = Noun.of("courriel");
    private static final String EMAIL = "email";
    private static final String PENDING = "PendingConfirmation";

    private final Stack stack;
    private final String topic;
    private final String address;

    Mailing(Stack stack) {
        this.stack = stack;
        this.topic = OutputShape.topic(stack, RepositoryChecklist.TOPIC);
        this.address = stack.parameter(RepositoryParameters.EMAIL);
    }

    void requireSubscription() {
        List<Subscription> all =
                stack.aws().sns().listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions().stream()
                        .filter(each -> !TopicProbe.isProbe(stack, each.endpoint()))
                        .toList();
        boolean subscribed = all.stream()
                .anyMatch(
                        each -> each.protocol().equals(EMAIL) && each.endpoint().equals(address));
        Expectation.that("L'adresse que donne le paramètre %s est abonnée au sujet."
                        .formatted(RepositoryParameters.EMAIL))
                .expected("un abonnement « email » de %s, même s'il attend sa confirmation".formatted(address))
                .seen(
                        all.isEmpty()
                                ? "aucun abonnement"
                                : all.stream().map(Mailing::said).collect(Collectors.joining("\n")))
                .hint(
                        "ajoute une AWS::SNS::Subscription de protocole email, dont l'Endpoint est !Ref NotificationEmail.")
                .holdsIf(subscribed);
    }

    private static String said(Subscription subscription) {
        return "« %s », %s%s"
                .formatted(
                        subscription.protocol(),
                        subscription.endpoint(),
                        subscription.subscriptionArn().equals(PENDING) ? ", à confirmer" : "");
    }

    void requireDelivery() {
        Inbox inbox = stack.inbox(address);
        Team team = new Team(stack);
        confirm(inbox);
        int before = inbox.notifications().size();
        int announced = team.count();
        Written commit = team.pushToMain();
        // Both ends: a mail may come before the probe hears of the same push, which would then count as the next one.
        team.settle(announced + 1);
        stack.await(() -> told(inbox, before, team), Team.SOON);
        Expectation.that("Après la confirmation de l'abonnement, un push sur main arrive par courriel.")
                .expected("un courriel à %s, qui dit ce que dit la notification, ou du moins nomme le dépôt %s"
                        .formatted(address, team.repository.repositoryName()))
                .seen(
                        inbox.notifications().size() == before
                                ? "aucun courriel"
                                : after(inbox, before).map(Mailing::said).collect(Collectors.joining("\n")))
                .hint(
                        "l'abonnement est-il celui du sujet où la fonction publie, sans FilterPolicy qui écarte les push ?"
                                + " Le courriel dit-il la même chose que la notification du commit %s ?"
                                        .formatted(commit.shortId()))
                .holdsIf(told(inbox, before, team));
        requireEachKind(inbox, team);
    }

    /** What is announced of deletions and tags, and nothing that another criterion found missing. */
    private void requireEachKind(Inbox inbox, Team team) {
        int mails = inbox.notifications().size();
        int before = team.count();
        String branch = Team.deepBranch();
        Written commit = team.nextOfMain();
        team.clone.push(branch, commit);
        team.clone.tag(Variety.word() + "-" + Variety.between(1, 9), commit);
        team.clone.deleteBranch(branch);
        int announced = team.settle(before + 2) - before;
        stack.await(() -> inbox.notifications().size() - mails >= announced, Team.SOON);
        int seen = inbox.notifications().size() - mails;
        Expectation.that("Les notifications d'une suppression et d'une étiquette arrivent par courriel aussi.")
                .expected(MAIL.said(announced) + ", un par notification")
                .seen(MAIL.said(seen))
                .hint("l'abonnement a-t-il un FilterPolicy qui en écarte ?")
                .holdsIf(seen >= announced);
    }

    private static Stream<Mail> after(Inbox inbox, int before) {
        return inbox.notifications().stream().skip(before);
    }

    /** SNS can send by mail another text than to queues: then the name of the repository tells what it is about. */
    private static boolean told(Inbox inbox, int before, Team team) {
        List<String> marks = Stream.concat(
                        Stream.of(team.repository.repositoryName()),
                        team.announced().stream().map(each -> each.text().strip()))
                .filter(mark -> !mark.isEmpty())
                .toList();
        return after(inbox, before).anyMatch(mail -> marks.stream().anyMatch(mail.text()::contains));
    }

    private static String said(Mail mail) {
        return "« %s »\n%s".formatted(mail.subject(), mail.body());
    }

    /** A visit of the link in the mail, as the person makes it. */
    private void confirm(Inbox inbox) {
        stack.await(() -> inbox.question(topic).isPresent(), Team.SOON);
        Optional<Web.Answer> page = inbox.confirm(topic);
        Expectation.that("Le courriel de confirmation de SNS arrive, et son lien confirme l'abonnement.")
                .expected("un courriel de confirmation à %s, dont le lien répond 200".formatted(address))
                .seen(page.map(answer -> "le lien a répondu %d".formatted(answer.status()))
                        .orElse("aucun courriel de confirmation"))
                .hint("l'abonnement doit être de protocole email.")
                .holdsIf(page.isPresent() && page.get().status() == HttpURLConnection.HTTP_OK);
    }
}
