package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.time.Clock;
import java.util.Optional;

/** « Mon café est un allongé. » */
final class SavePreferenceHandler implements IntentRequestHandler {

    private final Preferences preferences;
    private final Clock clock;

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
        preferences.save(Users.id(input), category.get(), value.get(), clock.instant());
        return input.getResponseBuilder()
                .withSpeech("C'est noté. %s : %s."
                        .formatted(Speech.quote(category.get().name()), Speech.quote(value.get())))
                .withShouldEndSession(true)
                .build();
    }
}
