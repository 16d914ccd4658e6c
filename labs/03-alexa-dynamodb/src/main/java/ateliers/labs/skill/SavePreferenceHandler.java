package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.time.Clock;
import java.util.Optional;

/** « Mon café est un allongé. » */
final class SavePreferenceHandler implements IntentRequestHandler {

    final Preferences preferences;
    final Clock clock;

    SavePreferenceHandler(Preferences preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    @Override
    public boolean canHandle(HandlerInput input, IntentRequest request) {
        return request.getIntent().getName().equals("EnregistrerPreferenceIntent");
    }

    @Override
    public Optional<Response> handle(HandlerInput input, IntentRequest request) {
        Optional<Category> category = Slots.category(request);
        Optional<String> value = Slots.value(request);
        if (category.isEmpty()) {
            return Questions.category(input, request);
        }
        if (value.isEmpty()) {
            return Questions.value(input, request);
        }
        // TODO (Tâche 3) : retiens la préférence de l'utilisateur (Users.id, clock.instant()), puis dis que c'est noté.
        // TODO (Tâche 7) : ce qui a été dit peut contenir &, < ou > (Speech.quote).
        throw new UnsupportedOperationException("Tâche 3");
    }
}
