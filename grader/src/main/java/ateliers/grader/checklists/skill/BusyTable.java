package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.Target.Injected;
import ateliers.grader.targets.Target.InjectsFaults;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** DynamoDB refuses all calls of the skill for a while, because there are too many. */
final class BusyTable {

    /** Every operation by which items are read or written. */
    private static final List<String> OPERATIONS = List.of(
            "GetItem",
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "Query",
            "Scan",
            "BatchGetItem",
            "BatchWriteItem",
            "TransactGetItems",
            "TransactWriteItems");

    /** Real time that no answer takes but one that was tried again and again. */
    private static final Duration LONG = Duration.ofSeconds(5);

    /** What people say who are sorry, without accents. */
    private static final Pattern APOLOGY = Pattern.compile("desole|pardon|excus|navre|regrett|malheureusement");

    private final Stack stack;
    private final Skill skill;

    BusyTable(Stack stack) {
        this.stack = stack;
        this.skill = new Skill(stack);
    }

    void check() {
        InjectsFaults faults = stack.requires(InjectsFaults.class, "Cette cible ne sait pas faire refuser DynamoDB.");
        Person person = Person.anyone();
        Category category = Category.shuffled().get(0);
        String kept = Spoken.value();
        String lost = Spoken.value();
        skill.save(person, category, kept, "réponds à EnregistrerPreferenceIntent par une parole.");
        try (Throttled throttled = new Throttled(faults)) {
            requireApology(Intent.save(category, lost), person, throttled);
            requireApology(Intent.read(category), person, throttled);
            requireApology(Intent.history(), person, throttled);
        }
        String told = skill.read(person, category, "dès que DynamoDB répond, la compétence répond comme avant.");
        Expectation.that("Après la panne, la préférence d'avant est toujours là.")
                .expected("une phrase qui contient « %s »".formatted(kept))
                .seen(told)
                .hint("ce que DynamoDB a refusé n'est pas retenu ; ne le dis pas comme s'il l'était.")
                .holdsIf(Spoken.holds(kept, told) && !Spoken.holds(lost, told));
    }

    private void requireApology(Intent intent, Person person, Throttled throttled) {
        int before = throttled.answered();
        Answer answer = skill.ask(person, intent);
        String defect = answer.defect().orElse(answer.speech().isEmpty() ? "elle ne dit rien" : "elle ne s'excuse pas");
        // Who asked DynamoDB nothing was refused nothing.
        boolean untouched = throttled.answered() == before && !intent.name().equals(Intent.SAVE);
        Expectation.that("%s pendant que DynamoDB refuse : des excuses, en français.".formatted(intent.name()))
                .expected("une parole comme « Désolé, … », sans exception, en moins de 8 s")
                .seen("%s : %s".formatted(defect, answer.said()))
                .hint(advice(answer))
                .holdsIf(answer.defect().isEmpty() && (untouched || isApology(answer.speech())));
        OddRequests.inTime(answer);
    }

    /** A client that tries again for long is the likeliest cause of a function that does not end. */
    private static String advice(Answer answer) {
        return answer.took().compareTo(LONG) > 0
                ? "ton client DynamoDB réessaie plus longtemps qu'Alexa n'attend : borne le temps d'un appel (apiCallTimeout) et le"
                        + " nombre de tentatives (retryStrategy)."
                : "attrape l'exception de DynamoDB, ne la prends pas pour « rien de retenu », et excuse-toi (désolé, pardon, excusez-moi…).";
    }

    private static boolean isApology(String speech) {
        String plain = Normalizer.normalize(speech.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return APOLOGY.matcher(plain).find();
    }

    /** All operations refused, until it is closed. */
    private static final class Throttled implements AutoCloseable {
        private final List<Injected> all = new ArrayList<>();

        Throttled(InjectsFaults faults) {
            OPERATIONS.forEach(
                    operation -> all.add(faults.throttle("dynamodb", operation).always()));
        }

        int answered() {
            return all.stream().mapToInt(Injected::answered).sum();
        }

        @Override
        public void close() {
            all.forEach(Injected::close);
        }
    }
}
