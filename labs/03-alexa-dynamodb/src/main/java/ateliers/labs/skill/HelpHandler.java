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
        // TODO (Tâche 2) : réponds à l'aide (isHelp), et à ce que la compétence n'a pas compris. Laisse la session ouverte.
        return input.getResponseBuilder().build();
    }

    static boolean isHelp(HandlerInput input) {
        return input.getRequest() instanceof IntentRequest request
                && request.getIntent().getName().equals("AMAZON.HelpIntent");
    }
}
