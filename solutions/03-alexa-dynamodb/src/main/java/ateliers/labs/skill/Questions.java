package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** Ce que la compétence demande quand il lui manque quelque chose. Alexa met la réponse dans le slot nommé. */
final class Questions {

    private Questions() {}

    static Optional<Response> category(HandlerInput input, IntentRequest request) {
        return ask(
                input,
                request,
                Slots.CATEGORY,
                "De quoi parles-tu : le café, la musique, la couleur, le plat ou le sport ?");
    }

    static Optional<Response> value(HandlerInput input, IntentRequest request) {
        return ask(input, request, Slots.VALUE, "Et que préfères-tu ?");
    }

    private static Optional<Response> ask(HandlerInput input, IntentRequest request, String slot, String question) {
        return input.getResponseBuilder()
                .withSpeech(question)
                .withReprompt(question)
                .addElicitSlotDirective(slot, request.getIntent())
                .build();
    }
}
