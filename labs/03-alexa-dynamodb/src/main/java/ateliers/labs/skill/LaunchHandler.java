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

    @Override
    public Optional<Response> handle(HandlerInput input, LaunchRequest request) {
        // TODO (Tâche 1) : dis bonjour (withSpeech), et donne une relance (withReprompt) : elle laisse la session ouverte.
        // Speech.HELP peut servir.
        return input.getResponseBuilder().build();
    }
}
