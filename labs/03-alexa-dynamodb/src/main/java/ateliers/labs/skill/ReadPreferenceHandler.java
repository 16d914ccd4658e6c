package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** « Quel est mon café ? » */
final class ReadPreferenceHandler implements IntentRequestHandler {

    final Preferences preferences;

    ReadPreferenceHandler(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public boolean canHandle(HandlerInput input, IntentRequest request) {
        return request.getIntent().getName().equals("LirePreferenceIntent");
    }

    @Override
    public Optional<Response> handle(HandlerInput input, IntentRequest request) {
        Optional<Category> category = Slots.category(request);
        if (category.isEmpty()) {
            return Questions.category(input, request);
        }
        // TODO (Tâche 3) : dis la préférence de l'utilisateur pour cette catégorie, ou qu'il n'en a pas encore.
        // TODO (Tâche 7) : ce qui a été dit peut contenir &, < ou > (Speech.quote).
        throw new UnsupportedOperationException("Tâche 3");
    }
}
