package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lab 03's skill, asked as the Alexa service asks: its function is invoked with the JSON of Alexa's reference, and waited for. */
final class Skill {
    /** How long Alexa waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws[\\w-]*:lambda:[\\w-]+:\\d{12}:function:[\\w-]+(:[\\w$-]+)?");

    final String skillId;
    final String function;

    private final Stack stack;

    Skill(Stack stack) {
        this(stack, stack.parameter(SkillParameters.SKILL_ID));
    }

    private Skill(Stack stack, String skillId) {
        this.stack = stack;
        this.skillId = skillId;
        this.function = stack.output(SkillChecklist.FUNCTION);
        Expectation.that("La sortie SkillFunctionArn est l'ARN d'une fonction.")
                .expected("arn:aws:lambda:…:function:…")
                .seen(function)
                .task(1)
                .hint("!GetAtt SkillFunction.Arn donne l'ARN de la fonction ; !Ref n'en donne que le nom.")
                .holdsIf(FUNCTION.matcher(function).matches());
    }

    /** The same function, asked by another skill. */
    Skill askedBy(String otherSkillId) {
        return new Skill(stack, otherSkillId);
    }

    Answer launch(Visit visit) {
        ObjectNode envelope = visit.envelope(skillId);
        Visit.request("LaunchRequest", envelope).put("shouldLinkResultBeReturned", false);
        return ask(visit, envelope);
    }

    /** In a session of its own, as after "Alexa, demande à…". */
    Answer ask(Person person, Intent intent) {
        return ask(new Visit(person), intent);
    }

    Answer ask(Visit visit, Intent intent) {
        ObjectNode envelope = visit.envelope(skillId);
        intent.write(skillId, Visit.request("IntentRequest", envelope));
        return ask(visit, envelope);
    }

    /** @param reason as {@code USER_INITIATED} */
    Answer end(Visit visit, String reason) {
        ObjectNode envelope = visit.envelope(skillId);
        ObjectNode request = Visit.request("SessionEndedRequest", envelope).put("reason", reason);
        if (reason.equals("ERROR")) {
            request.putObject("error")
                    .put("type", "INVALID_RESPONSE")
                    .put("message", "An exception occurred while dispatching the request to the skill.");
        }
        return ask(visit, envelope);
    }

    private Answer ask(Visit visit, ObjectNode envelope) {
        long begin = System.nanoTime();
        BooleanSupplier late = stack.deadline(PATIENCE);
        InvokeResponse response = invoke(envelope);
        Answer answer = Answer.of(response, Duration.ofNanos(System.nanoTime() - begin), late.getAsBoolean());
        visit.heard(answer);
        return answer;
    }

    private InvokeResponse invoke(ObjectNode envelope) {
        try {
            return stack.aws()
                    .lambda()
                    .invoke(r -> r.functionName(function)
                            .invocationType(InvocationType.REQUEST_RESPONSE)
                            .payload(SdkBytes.fromUtf8String(envelope.toString())));
        } catch (ResourceNotFoundException e) {
            throw Expectation.that("La sortie SkillFunctionArn nomme une fonction qui existe.")
                    .expected("l'ARN d'une fonction de la pile")
                    .seen(function)
                    .task(1)
                    .hint("prends l'ARN par !GetAtt SkillFunction.Arn, sans l'écrire en dur.")
                    .because(e)
                    .failure();
        }
    }

    /**
     * An answer that Alexa can say.
     *
     * @param what was asked, in French
     * @param hint what else to look at
     */
    static Answer spoken(String what, Answer answer, String hint) {
        String defect = answer.defect().orElse(answer.speech().isEmpty() ? "elle ne dit rien" : "");
        Expectation.that("%s : Alexa reçoit une réponse qu'elle peut dire.".formatted(what))
                .expected("{\"version\": \"1.0\", \"response\": {\"outputSpeech\": {…}, …}}")
                .seen("%s : %s".formatted(defect, answer.said()))
                .hint(hint)
                .holdsIf(defect.isEmpty());
        return answer;
    }

    /** Tells the skill a preference, and expects a proper answer. */
    Answer save(Person person, Category category, String value, String hint) {
        return spoken(
                "EnregistrerPreferenceIntent (%s : « %s »)".formatted(category.canonical(), value),
                ask(person, Intent.save(category, value)),
                hint);
    }

    /** Asks for a preference in a new session, and expects a proper answer. */
    String read(Person person, Category category, String hint) {
        return spoken(
                        "LirePreferenceIntent (%s)".formatted(category.canonical()),
                        ask(person, Intent.read(category)),
                        hint)
                .speech();
    }

    /** What is told of the history in a new session, be it nothing: whether it is told at all is a row of its own. */
    String toldHistory(Person person) {
        return ask(person, Intent.history()).speech();
    }

    /** Asks for the history in a new session, and expects a proper answer. */
    String history(Person person, String hint) {
        return spoken("HistoriqueIntent", ask(person, Intent.history()), hint).speech();
    }
}
