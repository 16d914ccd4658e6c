package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.Optional;

/** « Quel est mon café ? » */
final class ReadPreferenceHandler implements IntentRequestHandler {

    private final Preferences preferences;

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
        String name = Speech.quote(category.get().name());
        String speech = preferences
                .find(Users.id(input), category.get())
                .map(value -> "%s : %s.".formatted(name, Speech.quote(value)))
                .orElse("Tu ne m'as encore rien dit pour %s.".formatted(name));
        return input.getResponseBuilder()
                .withSpeech(speech)
                .withShouldEndSession(true)
                .build();
    }
}
