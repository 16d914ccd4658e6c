package ateliers.grader.checklists.annexe;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.checklists.common.Arrivals;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object comes into a bucket in several ways: each time it is announced once, and never again. */
final class EachUploadOnce {
    /** Cloud time: a cold start, with every core busy. */
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Lambda runs a failed event again after one and two minutes: who publishes and then fails publishes again. */
    private static final Duration RETRIES = Duration.ofMinutes(5);

    private final Stack stack;
    private final AnnouncedUploads uploads;

    EachUploadOnce(Stack stack) {
        this.stack = stack;
        this.uploads = new AnnouncedUploads(stack);
    }

    void check() {
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("envoi simple", AnnouncedUploads.key());
        ways.put("copie", AnnouncedUploads.key());
        ways.put("envoi en plusieurs parties", AnnouncedUploads.key());
        uploads.put(ways.get("envoi simple"));
        uploads.copy(ways.get("envoi simple"), ways.get("copie"));
        uploads.putInParts(ways.get("envoi en plusieurs parties"));
        int count = new Arrivals(stack, () -> uploads.probe.received().size()).settle(ways.size(), SOON, RETRIES);
        Expectation.that("Un fichier déposé, de quelque façon que ce soit, doit donner exactement une notification.")
                .expected("3 notifications : un envoi simple, une copie, un envoi en plusieurs parties")
                .seen(count == 0 ? TopicProbe.said(0) : TopicProbe.said(count) + "\n" + told(ways))
                .task(count > ways.size() ? 3 : 1)
                .hint(count == 0 ? hintForNone() : hint(count, ways.size()))
                .holdsIf(count == ways.size());
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
                ? "Tâche 3 : la fonction part, mais elle échoue avant de publier."
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
