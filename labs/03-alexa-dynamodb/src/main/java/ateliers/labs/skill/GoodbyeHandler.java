package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;
import java.util.Set;

/** « Stop », « annule ». */
final class GoodbyeHandler implements IntentRequestHandler {

    private static final Set<String> NAMES = Set.of("AMAZON.StopIntent", "AMAZON.CancelIntent");

    @Override
    public boolean canHandle(HandlerInput input, IntentRequest request) {
        return NAMES.contains(request.getIntent().getName());
    }

    @Override
    public Optional<Response> handle(HandlerInput input, IntentRequest request) {
        // TODO (Tâche 2) : dis au revoir, et ferme la session (withShouldEndSession).
        return input.getResponseBuilder().build();
    }
}
