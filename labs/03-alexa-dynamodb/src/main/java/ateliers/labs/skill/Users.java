package ateliers.labs.skill;

import com.amazon.ask.dispatcher.request.handler.HandlerInput;

/** Qui parle. */
final class Users {

    private Users() {}

    /** L'utilisateur est un compte : le même sur tous ses appareils, et dans toutes ses sessions. */
    static String id(HandlerInput input) {
        // TODO (Tâche 3) : regarde context.System.user dans events/read.json, et prends-le dans input.getRequestEnvelope().
        throw new UnsupportedOperationException("Tâche 3");
    }
}
