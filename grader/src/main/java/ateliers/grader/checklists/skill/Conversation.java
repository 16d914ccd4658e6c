package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.util.List;

/** How a session begins, goes on and ends: what every skill answers. */
final class Conversation {
    private static final List<String> GO_ON = List.of("AMAZON.HelpIntent", "AMAZON.FallbackIntent");
    private static final List<String> END = List.of("AMAZON.StopIntent", "AMAZON.CancelIntent");

    private final Skill skill;

    Conversation(Stack stack) {
        this.skill = new Skill(stack);
    }

    void checkLaunch() {
        Answer answer = Skill.spoken(
                "LaunchRequest",
                skill.launch(new Visit(Person.anyone())),
                "Handler nomme-t-il ta classe, et LaunchHandler met-il une parole (withSpeech) dans sa réponse ?");
        Expectation.that("LaunchRequest : la compétence attend la suite, et relance qui se tait.")
                .expected("\"shouldEndSession\": false, et reprompt.outputSpeech")
                .seen(answer.said())
                .hint("donne une relance (withReprompt) ; la session reste ouverte.")
                .holdsIf(answer.keepsOpen() && !answer.reprompt().isEmpty());
    }

    void checkBuiltIns() {
        for (String name : Variety.shuffled(GO_ON)) {
            Answer answer = answered(name);
            Expectation.that("%s : la compétence attend la suite.".formatted(name))
                    .expected("une parole, et \"shouldEndSession\": false")
                    .seen(answer.said())
                    .hint("après l'aide, ou quand tu n'as pas compris, laisse la session ouverte.")
                    .holdsIf(answer.keepsOpen());
        }
        for (String name : Variety.shuffled(END)) {
            Answer answer = answered(name);
            Expectation.that("%s : la compétence dit au revoir et s'arrête.".formatted(name))
                    .expected("une parole, et \"shouldEndSession\": true")
                    .seen(answer.said())
                    .hint("ferme la session toi-même (withShouldEndSession(true)).")
                    .holdsIf(answer.ends());
        }
    }

    private Answer answered(String intent) {
        Visit visit = new Visit(Person.anyone());
        if (Variety.one(List.of(true, false))) {
            skill.launch(visit);
        }
        return Skill.spoken(
                intent,
                skill.ask(visit, Intent.of(intent)),
                "écris de quoi répondre à %s, et donne-le à la compétence.".formatted(intent));
    }

    void checkEnd() {
        for (String reason : Variety.shuffled(List.of("USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "ERROR"))) {
            Visit visit = new Visit(Person.anyone());
            skill.launch(visit);
            Answer answer = skill.end(visit, reason);
            boolean silent = answer.speech().isEmpty()
                    && answer.reprompt().isEmpty()
                    && answer.response().path("card").isMissingNode()
                    && answer.response().path("directives").isEmpty();
            Expectation.that("SessionEndedRequest (%s) : ni parole, ni erreur.".formatted(reason))
                    .expected("une réponse sans outputSpeech, par exemple {\"version\": \"1.0\", \"response\": {}}")
                    .seen((answer.failed() ? "la fonction a échoué : " : "") + answer.said())
                    .hint("réponds à SessionEndedRequest par une réponse vide ; Alexa n'écoute plus.")
                    .holdsIf(!answer.failed() && silent);
        }
    }
}
