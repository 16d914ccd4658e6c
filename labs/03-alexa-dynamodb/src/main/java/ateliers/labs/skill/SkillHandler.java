package ateliers.labs.skill;

import com.amazon.ask.Skill;
import com.amazon.ask.builder.CustomSkillBuilder;
import com.amazon.ask.request.impl.BaseSkillRequest;
import com.amazon.ask.response.SkillResponse;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/** La fonction qu'Alexa appelle : une demande en JSON entre, une réponse en JSON sort. */
public final class SkillHandler implements RequestStreamHandler {

    private final Skill skill;

    /** Lambda appelle ce constructeur une fois par environnement : le client sert ensuite à toutes les demandes. */
    public SkillHandler() {
        this(DynamoPreferences.ofEnvironment(), System.getenv("SKILL_ID"));
    }

    SkillHandler(Preferences preferences, String skillId) {
        this.skill = new CustomSkillBuilder()
                // TODO (Tâche 6) : donne skillId au kit (withSkillId). Une demande qui vient d'une autre compétence n'atteint
                // alors aucun gestionnaire.
                .addRequestHandler(new LaunchHandler())
                .addRequestHandler(new SavePreferenceHandler(preferences, Clock.systemUTC()))
                .addRequestHandler(new ReadPreferenceHandler(preferences))
                .addRequestHandler(new HistoryHandler(preferences))
                .addRequestHandler(new GoodbyeHandler())
                .addRequestHandler(new SessionEndedHandler())
                // Le dernier répond à tout le reste : l'aide, et ce que la compétence n'a pas compris.
                .addRequestHandler(new HelpHandler())
                .addExceptionHandler(new ApologyHandler())
                .build();
    }

    @Override
    public void handleRequest(InputStream request, OutputStream response, Context context) throws IOException {
        SkillResponse<?> answer = skill.execute(new BaseSkillRequest(request.readAllBytes()), context);
        if (answer == null) {
            throw new IllegalArgumentException("Cette demande n'est pas pour la compétence SKILL_ID.");
        }
        answer.writeTo(response);
    }
}
