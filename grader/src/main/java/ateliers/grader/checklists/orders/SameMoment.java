package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Noun;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.ParallelClients;
import ateliers.grader.targets.Target.InjectsFaults;
import ateliers.grader.targets.Target.Together;
import ateliers.grader.targets.Web.Answer;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The same order posted by several clients at the same time. Who reads whether the order exists and then writes it, in two steps,
 * lets two of them through only now and then: hence the rounds. A target that can makes DynamoDB's answers come together, and then
 * it happens each time.
 */
final class SameMoment {
    private static final int CLIENTS = 2;

    /** In seven of ten rounds, two steps let both clients through: all eight miss it once in some ten thousand gradings. */
    private static final int ROUNDS = 8;

    /** Where the target makes them come together: so often is enough, and a slow machine may miss some. */
    private static final int MEETINGS = 2;

    private static final int MOST_TRIES = 8;

    private final Stack stack;
    private final Shop shop;
    private final TopicProbe probe;
    private final Optional<InjectsFaults> faults;
    private int met;

    SameMoment(Stack stack, Shop shop, TopicProbe probe) {
        this.stack = stack;
        this.shop = shop;
        this.probe = probe;
        this.faults = stack.offers(InjectsFaults.class);
    }

    /**
     * Lets the function have more than one environment: it gets another as soon as two clients wait for it, but not at once, and
     * with a single one nothing happens at the same moment.
     */
    void prepare() {
        try (ParallelClients crowd = new ParallelClients(CLIENTS)) {
            crowd.together(client -> shop.post(PlacedOrder.random().json()));
        }
    }

    void check() {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        try (ParallelClients crowd = new ParallelClients(CLIENTS)) {
            int rounds = faults.isPresent() ? MOST_TRIES : ROUNDS;
            while (answers.size() < rounds && met < MEETINGS) {
                PlacedOrder order = PlacedOrder.random();
                answers.put(order.id(), post(crowd, order));
            }
            List<Answer> refused = refused(answers.values());
            if (!refused.isEmpty() && !refusesAnyCrowd(crowd)) {
                throw tooFewAccepted(refused);
            }
        }
        requireOnce(answers.entrySet().stream()
                .filter(round -> round.getValue().stream().anyMatch(SameMoment::accepted))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    private List<Answer> post(ParallelClients crowd, PlacedOrder order) {
        if (faults.isEmpty()) {
            return crowd.together(client -> shop.post(order.json()));
        }
        try (Together together = faults.get().together(order.id(), CLIENTS)) {
            List<Answer> answers = crowd.together(client -> shop.post(order.json()));
            met += together.met() ? 1 : 0;
            return answers;
        }
    }

    static boolean accepted(Answer answer) {
        return answer.status() == 200 || answer.status() == 201;
    }

    private static List<Answer> refused(Collection<List<Answer>> rounds) {
        return rounds.stream()
                .flatMap(List::stream)
                .filter(answer -> !accepted(answer))
                .toList();
    }

    /** Who refuses even different orders that come together fails in a rush, not in repeating. */
    private boolean refusesAnyCrowd(ParallelClients crowd) {
        for (int round = 0; round < 2 * ROUNDS; round++) {
            List<Answer> answers =
                    crowd.together(client -> shop.post(PlacedOrder.random().json()));
            if (!refused(List.of(answers)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static CriterionFailure tooFewAccepted(List<Answer> refused) {
        return Expectation.that(
                        "La même commande, postée par %d clients au même moment, est acceptée.".formatted(CLIENTS))
                .expected("des réponses 200 ou 201")
                .seen("%s, dont : %s"
                        .formatted(
                                new Noun("autre réponse", "autres réponses").said(refused.size()),
                                refused.get(0).said()))
                .hint("si l'écriture conditionnelle échoue, relis la commande et réponds comme pour une répétition.")
                .failure();
    }

    private void requireOnce(Set<String> ids) {
        Announcements announced = new Announcements(stack, probe, ids);
        announced.settle(shop.soon());
        Expectation.that("Une commande postée par %d clients au même moment n'est créée et annoncée qu'une fois."
                        .formatted(CLIENTS))
                .expected(announced.wanted())
                .seen(announced.seen())
                .hint(
                        "lire puis écrire laisse passer une autre demande entre les deux ; vérifie et écris d'un seul geste"
                                + " (attribute_not_exists). Si une demande répétée peut annoncer à la place de la première, il lui faut"
                                + " une condition aussi.")
                .holdsIf(announced.eachOnce());
        Set<String> waiting = new HashSet<>(ids);
        stack.awaitAll(
                () -> shop.left(waiting),
                OrdersSqsChecklist.SOON.plus(new SourceMappings(stack, shop.queueArn()).window()));
        Expectation.that("Une commande postée par %d clients au même moment est traitée.".formatted(CLIENTS))
                .expected("%d commandes TRAITEE, avec leur reçu".formatted(ids.size()))
                .seen("%d commandes TRAITEE".formatted(ids.size() - waiting.size()))
                .hint(
                        "vérifie et écris d'un seul geste (attribute_not_exists) : une seconde écriture remplace la commande déjà traitée.")
                .holdsIf(waiting.isEmpty());
    }
}
