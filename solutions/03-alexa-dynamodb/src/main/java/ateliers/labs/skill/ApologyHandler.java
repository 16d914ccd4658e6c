package ateliers.labs.skill;

import com.amazon.ask.dispatcher.exception.ExceptionHandler;
import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.model.Response;
import com.amazonaws.services.lambda.runtime.Context;
import java.util.Optional;

/** Quand quelque chose casse, DynamoDB par exemple : la personne entend des excuses, et la cause va dans les journaux. */
final class ApologyHandler implements ExceptionHandler {

    @Override
    public boolean canHandle(HandlerInput input, Throwable failure) {
        return true;
    }

    @Override
    public Optional<Response> handle(HandlerInput input, Throwable failure) {
        if (input.getContext() instanceof Context lambda) {
            lambda.getLogger().log("Demande impossible à traiter : " + failure);
        }
        return input.getResponseBuilder()
                .withSpeech("Désolé, je n'arrive pas à retrouver mes notes. Réessaie dans un instant.")
                .withShouldEndSession(true)
                .build();
    }
}
