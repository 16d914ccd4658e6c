package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;
import com.amazon.ask.dispatcher.request.handler.impl.IntentRequestHandler;
import com.amazon.ask.model.IntentRequest;
import com.amazon.ask.model.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** « Qu'est-ce que je t'ai dit ? » */
final class HistoryHandler implements IntentRequestHandler {

    private static final int TOLD = 3;

    private final Preferences preferences;

    HistoryHandler(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public boolean canHandle(HandlerInput input, IntentRequest request) {
        return request.getIntent().getName().equals("HistoriqueIntent");
    }

    @Override
    public Optional<Response> handle(HandlerInput input, IntentRequest request) {
        List<Preferences.Saved> latest = preferences.latest(Users.id(input), TOLD);
        String speech = latest.isEmpty()
                ? "Tu ne m'as encore rien dit."
                : latest.stream()
                        .map(saved -> "%s, %s".formatted(Speech.quote(saved.category()), Speech.quote(saved.value())))
                        .collect(Collectors.joining(" ; puis ", "Du plus récent au plus ancien : ", "."));
        return input.getResponseBuilder()
                .withSpeech(speech)
                .withShouldEndSession(true)
                .build();
    }
}
