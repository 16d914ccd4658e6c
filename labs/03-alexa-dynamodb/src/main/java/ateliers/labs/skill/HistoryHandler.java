package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** « Qu'est-ce que je t'ai dit ? » */
final class HistoryHandler implements IntentRequestHandler {

    static final int TOLD = 3;

    final Preferences preferences;

    HistoryHandler(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public boolean canHandle(HandlerInput input, IntentRequest request) {
        return request.getIntent().getName().equals("HistoriqueIntent");
    }

    @Override
    public Optional<Response> handle(HandlerInput input, IntentRequest request) {
        // TODO (Tâche 4) : dis les TOLD dernières valeurs, la plus récente d'abord, ou qu'il n'y en a pas encore.
        // TODO (Tâche 7) : ce qui a été dit peut contenir &, < ou > (Speech.quote).
        throw new UnsupportedOperationException("Tâche 4");
    }
}
