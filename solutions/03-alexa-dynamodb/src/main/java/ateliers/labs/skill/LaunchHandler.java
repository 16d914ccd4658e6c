package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.LaunchRequestHandler;
import com.amazon.ask.model.LaunchRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** « Alexa, ouvre mes petites préférences. » */
final class LaunchHandler implements LaunchRequestHandler {

    @Override
    public boolean canHandle(HandlerInput input, LaunchRequest request) {
        return true;
    }

    /** Une relance laisse la session ouverte : Alexa attend la suite. */
    @Override
    public Optional<Response> handle(HandlerInput input, LaunchRequest request) {
        return input.getResponseBuilder()
                .withSpeech("Bonjour. Je retiens tes préférences. " + Speech.HELP)
                .withReprompt(Speech.HELP)
                .build();
    }
}
