package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Target.TellsStory;
import ateliers.grader.variety.Variety;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** People push to {@code main} in several ways: each push is announced once, and never again. */
final class PushesToMain {
    private final Stack stack;
    private final Team team;
    private final Map<String, Integer> seen = new LinkedHashMap<>();

    PushesToMain(Stack stack) {
        this.stack = stack;
        this.team = new Team(stack);
    }

    void check() {
        boolean created = team.clone.head(Team.MAIN).isEmpty();
        Written first = team.nextOfMain();
        pushed(created ? "la création de main" : "un push", first);
        merge(severalCommits());
        pushed("un push forcé, qui revient à un commit déjà annoncé", first);
        boolean none = seen.values().stream().allMatch(count -> count == 0);
        boolean once = seen.values().stream().allMatch(count -> count == 1);
        boolean last = !once || stack.never(() -> team.count() > seen.size(), Team.AGAIN);
        Expectation.that("Chaque push sur main doit donner exactement une notification.")
                .expected("1 notification pour chacun des %d push, et aucune plus tard".formatted(seen.size()))
                .seen(none ? TopicProbe.said(0) : said(last))
                .hint(none ? hintForNone() : hint(last))
                .holdsIf(once && last);
    }

    /** Three at once, of which the last is the new head. */
    private Written severalCommits() {
        Written first = team.nextOfMain();
        Written second = team.clone.write(Team.name(), Team.title(), LocalClone.ids(first));
        Written third = team.clone.write(Team.name(), Team.title(), LocalClone.ids(second));
        pushed("un push de trois commits", third);
        return third;
    }

    private void merge(Written base) {
        Written side = team.clone.write(Team.name(), Team.title(), LocalClone.ids(base));
        Written next = team.clone.write(Team.name(), Team.title(), LocalClone.ids(base));
        Written merged = team.clone.write(
                Team.name(), "Merge branch '%s'".formatted(Variety.word()), LocalClone.ids(next, side));
        pushed("un push qui apporte une fusion", merged);
    }

    private void pushed(String way, Written head) {
        int before = team.count();
        team.clone.push(Team.MAIN, head);
        seen.put(way, team.settle(before + 1) - before);
    }

    private String said(boolean last) {
        String each = seen.entrySet().stream()
                .map(way -> way.getKey() + " : " + TopicProbe.said(way.getValue()))
                .collect(Collectors.joining("\n"));
        return last ? each : each + "\npuis, plus tard : " + TopicProbe.said(team.count() - seen.size());
    }

    private String hint(boolean last) {
        List<String> missed = seen.entrySet().stream()
                .filter(way -> way.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!missed.isEmpty()) {
            return stack.saw(Step::isUnwantedEvent)
                    ? "la règle laisse passer certains push seulement. La création de main est un referenceCreated, tout autre"
                            + " push est un referenceUpdated."
                    : "la fonction part pour chaque push, mais ne les annonce pas tous : échoue-t-elle, ou écarte-t-elle ceux-là ?";
        }
        return last
                ? "publie une seule fois par événement. Deux règles qui se recouvrent lancent deux fois la fonction."
                : "si la fonction échoue après avoir publié, Lambda la relance, et elle publie de nouveau.";
    }

    /** What is not done yet, where the target tells how far the push got. */
    private String hintForNone() {
        if (stack.offers(TellsStory.class).isEmpty()) {
            return "une règle d'EventBridge lance-t-elle la fonction ? Publie-t-elle dans TOPIC_ARN, et en a-t-elle le droit ?";
        }
        if (!stack.saw(step -> step.kind() == Step.Kind.INVOCATION)) {
            return NoRule.hint(stack)
                    .orElse("aucun push n'a lancé la fonction. Donne-lui dans template.yaml un événement de type"
                            + " EventBridgeRule (Events), sur les branches de ce dépôt.");
        }
        if (stack.saw(step -> step.operation().equals("Publish") && step.kind() == Step.Kind.DENIAL)) {
            return "la fonction publie, mais n'en a pas le droit. Donne-lui sns:Publish sur ce sujet (Policies).";
        }
        if (stack.saw(step -> step.operation().equals("Publish") && step.succeeded())) {
            return "la fonction publie, mais sur un autre sujet que celui de NotificationTopicArn.";
        }
        return stack.saw(step -> step.kind() == Step.Kind.INVOCATION && !step.succeeded())
                ? "la fonction part, mais elle échoue avant de publier."
                : "la fonction part et se termine bien, mais sans rien publier.";
    }
}
