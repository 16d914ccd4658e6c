package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Arrivals;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target;
import ateliers.grader.variety.Variety;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object comes into a bucket in several ways: each time it is announced once, and never again. */
final class EachUploadOnce {
    static final String PUT = "envoi simple";
    static final String COPY = "copie";
    static final String PARTS = "envoi en plusieurs parties";

    private final Stack stack;
    private final AnnouncedUploads uploads;

    EachUploadOnce(Stack stack) {
        this.stack = stack;
        this.uploads = new AnnouncedUploads(stack);
    }

    void check() {
        Map<String, String> ways = new LinkedHashMap<>();
        List.of(PUT, COPY, PARTS).forEach(way -> ways.put(way, AnnouncedUploads.key()));
        Map<String, Runnable> drops = Map.of(
                PUT, () -> uploads.put(ways.get(PUT)),
                COPY, () -> uploads.copy(ways.get(PUT), ways.get(COPY)),
                PARTS, () -> uploads.putInParts(ways.get(PARTS)));
        inSomeOrder().forEach(way -> drops.get(way).run());
        int count = new Arrivals(stack, () -> uploads.probe.received().size())
                .settle(ways.size(), uploads.soon(), uploads.retries());
        Expectation.that("Un fichier déposé, de quelque façon que ce soit, doit donner exactement une notification.")
                .expected("3 notifications : un envoi simple, une copie, un envoi en plusieurs parties")
                .seen(count == 0 ? TopicProbe.said(0) : TopicProbe.said(count) + "\n" + told(ways))
                .task(count > ways.size() ? 3 : 1)
                .hint(count == 0 ? hintForNone() : hint(count, ways.size()))
                .holdsIf(count == ways.size());
    }

    /** The ways in an order that nobody knows beforehand, but for the copy, which comes after what it copies. */
    static List<String> inSomeOrder() {
        List<String> order = new ArrayList<>(List.of(PUT, COPY));
        order.add(Variety.between(0, order.size()), PARTS);
        return order;
    }

    /** Which of them were told of; those that do not name their key are nobody's. */
    private String told(Map<String, String> ways) {
        return ways.entrySet().stream()
                .map(way -> way.getKey() + " : "
                        + TopicProbe.said(uploads.probe.naming(way.getValue()).size()))
                .collect(Collectors.joining("\n"));
    }

    /** The first task that is not done, where the target tells how far the file got. */
    private String hintForNone() {
        if (stack.offers(Target.TellsStory.class).isEmpty()) {
            return "Tâche 1 : l'événement S3 du bucket lance-t-il la fonction ? Tâche 3 : publie-t-elle dans TOPIC_ARN, et en"
                    + " a-t-elle le droit ?";
        }
        if (stack.offers(Target.TellsStory.class)
                .filter(target -> !target.running().isEmpty())
                .isPresent()) {
            return "Tâche 3 : la fonction part, mais elle n'a pas encore fini : elle attend, ou elle boucle.";
        }
        if (!stack.saw(step -> step.kind() == Step.Kind.INVOCATION)) {
            List<String> filters = uploads.filters();
            return filters.isEmpty()
                    ? "Tâche 1 : aucun dépôt n'a lancé la fonction. Donne-lui dans template.yaml un événement de type S3 (Events),"
                            + " sur s3:ObjectCreated:*."
                    : "Tâche 1 : aucun dépôt n'a lancé la fonction : un filtre l'écarte ("
                            + String.join(", ", filters)
                            + "). Retire Filter de l'événement S3 : tout fichier compte, quel que soit son nom.";
        }
        if (stack.saw(step -> step.operation().equals("Publish") && step.kind() == Step.Kind.DENIAL)) {
            return "Tâche 3 : la fonction publie, mais n'en a pas le droit. Donne-lui sns:Publish sur ce sujet (Policies).";
        }
        if (stack.saw(step -> step.operation().equals("Publish") && step.succeeded())) {
            return "Tâche 3 : la fonction publie, mais sur un autre sujet que celui de NotificationTopicArn.";
        }
        return stack.saw(step -> step.kind() == Step.Kind.INVOCATION && !step.succeeded())
                ? "Tâche 3 : la fonction part, mais elle échoue avant de publier. Corrige d'abord ce que dit la cause."
                : "Tâche 3 : la fonction part et se termine bien, mais sans rien publier.";
    }

    private static String hint(int count, int wanted) {
        return count < wanted
                ? "abonne la fonction à s3:ObjectCreated:* ; une copie et un envoi en plusieurs parties sont aussi"
                        + " des dépôts."
                : "publie une seule fois par enregistrement. Si la fonction échoue après avoir publié, Lambda la"
                        + " relance, et elle publie de nouveau.";
    }
}
