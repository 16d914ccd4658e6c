package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Arrivals;
import ateliers.grader.checklists.common.EventSources;
import ateliers.grader.checklists.common.MailRefusal;
import ateliers.grader.checklists.common.NewEnvironment;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Web.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** The mails that confirm orders, as the shop's customers find them. */
final class Confirmations {
    private static final Noun MAIL = Noun.of("courriel");

    /** Lambda tries an event that came without a queue again after one minute, then two. */
    private static final Duration ASYNCHRONOUS = Duration.ofMinutes(4);

    private final Stack stack;
    private final EventSources sources;

    Confirmations(Stack stack) {
        this.stack = stack;
        this.sources = new EventSources(stack);
    }

    void check() {
        requireParameter();
        Shop shop = new Shop(stack);
        TopicProbe probe = TopicProbe.on(stack, shop.topic);
        PlacedOrder unwritten = RefusedWrite.provoke(stack, shop);
        PlacedOrder order = PlacedOrder.onSeveralLines();
        shop.place(order);
        PlacedOrder conflict = order.withOneMore().withOtherEmail();
        shop.post(conflict.json());
        PlacedOrder invalid = PlacedOrder.random();
        Answer toInvalid = shop.post(invalid.json().replaceFirst("\"quantity\":", "\"quantity\":-"));
        requireOne(order, soon());
        requireContent(shop, order);
        requireNone(conflict, "La demande en conflit");
        if (toInvalid.status() != 201) { // else it is an order, and that is another row's
            requireNone(invalid, "La demande refusée");
        }
        requireNone(unwritten, "La commande que DynamoDB a refusé d'enregistrer");
        repeat(shop, probe, order);
        stack.offers(InjectsFaults.class).ifPresent(faults -> refuseOnce(faults, shop));
    }

    private void requireParameter() {
        boolean declared = stack
                .aws()
                .cloudFormation()
                .describeStacks(r -> r.stackName(stack.name()))
                .stacks()
                .get(0)
                .parameters()
                .stream()
                .map(Parameter::parameterKey)
                .anyMatch(OrdersParameters.SENDER::equals);
        Expectation.that("Le template déclare l'adresse d'où partent les courriels.")
                .expected("le paramètre " + OrdersParameters.SENDER)
                .seen("pas de paramètre de ce nom")
                .hint(
                        "ajoute SenderEmail à Parameters, de type String. C'est un bonus : sans lui, la note ne baisse pas.")
                .holdsIf(declared);
    }

    private List<Mail> mails(PlacedOrder order) {
        return stack.inbox(order.email()).notifications();
    }

    private void requireOne(PlacedOrder order, Duration soon) {
        int count = new Arrivals(stack, () -> mails(order).size()).settle(1, soon, OrdersSqsChecklist.QUIET);
        Expectation.that("Une commande nouvelle donne un courriel à son client, et un seul.")
                .expected("1 courriel à " + order.email())
                .seen(MAIL.said(count))
                .hint(
                        count > 1
                                ? "inscris le courriel dans une table avant de l'envoyer, d'un seul geste (attribute_not_exists)."
                                : "la file des courriels est-elle abonnée au sujet, et lue ? La fonction a-t-elle ses:SendEmail sur"
                                        + " identity/${SenderEmail} ?")
                .holdsIf(count == 1);
    }

    private void requireContent(Shop shop, PlacedOrder order) {
        Mail mail = mails(order).get(0);
        String sender = stack.parameter(OrdersParameters.SENDER);
        Expectation.that("Le courriel part de l'adresse que donne le paramètre SenderEmail.")
                .expected(sender)
                .seen(mail.from())
                .hint(
                        "passe !Ref SenderEmail à la fonction par une variable, et envoie le courriel par SES de cette adresse.")
                .holdsIf(mail.isFrom(sender));
        Expectation.that("Le courriel ne va qu'au client.")
                .expected(order.email())
                .seen(String.join(", ", mail.to()))
                .hint("un client ne doit pas voir l'adresse d'un autre : un courriel par client, à customer_email.")
                .holdsIf(mail.to().size() == 1);
        String text = mail.subject() + "\n" + mail.seen();
        Expectation.that("Le courriel porte le numéro de la commande.")
                .expected(order.id())
                .seen(text)
                .hint("écris order_id dans le sujet ou dans le texte.")
                .holdsIf(text.contains(order.id()));
        Expectation.that("Le courriel porte le total de la commande.")
                .expected("%s, pour %s".formatted(order.total().toPlainString(), order.sum()))
                .seen(text)
                .hint("écris le total que la table tient, au centime près, comme 1234.50 ou 1 234,50.")
                .holdsIf(Amounts.names(text, order.total()) || Amounts.names(text, shop.told(order)));
    }

    private void requireNone(PlacedOrder order, String what) {
        List<Mail> mails = mails(order);
        Expectation.that(what + " ne donne pas de courriel.")
                .expected("aucun courriel à " + order.email())
                .seen(MAIL.said(mails.size())
                        + mails.stream()
                                .map(mail -> "\n« %s »".formatted(mail.subject()))
                                .collect(Collectors.joining()))
                .hint("écris au client une fois la commande enregistrée, jamais avant.")
                .holdsIf(mails.isEmpty());
    }

    /** To functions that remember nothing: what was sent must be written down somewhere. */
    private void repeat(Shop shop, TopicProbe probe, PlacedOrder order) {
        shop.post(order.json());
        stack.await(() -> !probe.naming(order.id()).isEmpty(), soon());
        stack.functions().forEach(function -> NewEnvironment.of(stack, function.physicalResourceId()));
        probe.naming(order.id()).stream().limit(1).forEach(each -> Republication.of(each, stack, shop.topic));
        stack.never(() -> mails(order).size() > 1, soon());
        Expectation.that(
                        "Une notification livrée deux fois, ou une commande postée de nouveau, ne donne pas un second courriel.")
                .expected("1 courriel à " + order.email())
                .seen(MAIL.said(mails(order).size()))
                .hint(
                        "SES envoie autant de courriels qu'on lui en demande : inscris chaque courriel dans une table avant de l'envoyer,"
                                + " d'un seul geste (attribute_not_exists).")
                .holdsIf(mails(order).size() == 1);
    }

    private void refuseOnce(InjectsFaults faults, Shop shop) {
        PlacedOrder order = PlacedOrder.random();
        try (MailRefusal refusal = new MailRefusal(faults, 1)) {
            shop.place(order);
            int count = new Arrivals(stack, () -> mails(order).size()).settle(1, retried(), OrdersSqsChecklist.QUIET);
            Expectation.that("Un courriel que SES refuse une fois part à l'essai suivant, une fois.")
                    .expected("1 courriel à " + order.email())
                    .seen("%s, %s"
                            .formatted(
                                    refusal.answered() > 0 ? "SES a refusé une fois" : "SES n'a rien eu à refuser",
                                    MAIL.said(count)))
                    .hint(
                            "laisse l'échec revenir à la file (batchItemFailures, ou l'exception), et efface l'inscription de ce"
                                    + " courriel : sinon l'essai suivant croit qu'il est parti.")
                    .holdsIf(count == 1);
        }
    }

    private Duration soon() {
        return OrdersSqsChecklist.SOON.plus(sources.untilRead());
    }

    /** A queue shows a message again after its visibility timeout. */
    private Duration retried() {
        return soon().plus(sources.untilReadAgain()).plus(ASYNCHRONOUS);
    }
}
