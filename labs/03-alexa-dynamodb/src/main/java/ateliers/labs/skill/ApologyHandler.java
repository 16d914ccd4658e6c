package ateliers.labs.skill;

import com.amazon.ask.dispatcher.exception.ExceptionHandler;
import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** Quand quelque chose casse, DynamoDB par exemple : la personne entend des excuses, et la cause va dans les journaux. */
final class ApologyHandler implements ExceptionHandler {

    @Override
    public boolean canHandle(HandlerInput input, Throwable failure) {
        // TODO (Tâche 7) : traite toutes les exceptions.
        return false;
    }

    @Override
    public Optional<Response> handle(HandlerInput input, Throwable failure) {
        // TODO (Tâche 7) : écris la cause dans les journaux, puis excuse-toi en français. Le contexte de Lambda est
        // dans input.getContext(), à convertir en Context : son getLogger() écrit les journaux.
        return input.getResponseBuilder().build();
    }
}
