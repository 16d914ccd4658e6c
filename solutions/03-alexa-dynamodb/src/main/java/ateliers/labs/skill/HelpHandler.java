package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.RequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** L'aide, et la réponse à tout ce que la compétence n'a pas compris : jamais d'exception. */
final class HelpHandler implements RequestHandler {

    @Override
    public boolean canHandle(HandlerInput input) {
        return true;
    }

    @Override
    public Optional<Response> handle(HandlerInput input) {
        return input.getResponseBuilder()
                .withSpeech(isHelp(input) ? Speech.HELP : "Je n'ai pas compris. " + Speech.HELP)
                .withReprompt(Speech.HELP)
                .build();
    }

    private static boolean isHelp(HandlerInput input) {
        return input.getRequest() instanceof IntentRequest request
                && request.getIntent().getName().equals("AMAZON.HelpIntent");
    }
}
