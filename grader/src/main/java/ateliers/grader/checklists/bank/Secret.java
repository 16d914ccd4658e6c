package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.CriterionFailure;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** What the bank keeps in Secrets Manager: the name that its mails come under, and its partner's key. */
final class Secret {
    static final String KEY = "cle_partenaire";
    static final String SENDER = "expediteur";

    private static final int USES = 4;

    private final Stack stack;
    private final String arn;

    Secret(Stack stack) {
        this.stack = stack;
        this.arn = stack.output(BankChecklist.SECRET);
    }

    /** The current value; empty where there is none with both fields. */
    Optional<JsonNode> find() {
        try {
            return Optional.of(text()).map(Json::read).filter(Secret::isComplete);
        } catch (CriterionFailure e) {
            return Optional.empty();
        }
    }

    private static boolean isComplete(JsonNode value) {
        return isText(value.path(KEY)) && isText(value.path(SENDER));
    }

    /** The current value, which must have both fields. */
    JsonNode read() {
        JsonNode value = Json.read(text());
        Expectation.that("Le secret est du JSON, où rien n'est vide.")
                .expected("{\"%s\": \"…\", \"%s\": \"…\"}".formatted(SENDER, KEY))
                .seen(value.isObject() ? "les champs " + fields(value) : "autre chose que du JSON")
                .hint(
                        "GenerateSecretString ajoute à un modèle (SecretStringTemplate) une valeur tirée au sort (GenerateStringKey).")
                .holdsIf(isComplete(value));
        return value;
    }

    private static List<String> fields(JsonNode value) {
        return value.properties().stream()
                .map(field -> field.getKey() + (isText(field.getValue()) ? "" : " (vide)"))
                .toList();
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank();
    }

    private String text() {
        try {
            String text = stack.aws()
                    .secretsManager()
                    .getSecretValue(r -> r.secretId(arn))
                    .secretString();
            return text == null ? "" : text;
        } catch (SecretsManagerException e) {
            throw Expectation.that("La sortie SecretArn est l'ARN d'un secret qui a une valeur.")
                    .expected("un ARN, et une valeur dès le déploiement")
                    .seen(arn + "\n" + e.awsErrorDetails().errorMessage())
                    .hint(
                            "!Ref d'un AWS::SecretsManager::Secret donne son ARN ; GenerateSecretString ou SecretString sa valeur.")
                    .because(e)
                    .failure();
        }
    }

    String key() {
        return read().path(KEY).textValue();
    }

    /**
     * Changes one field, as whoever looks after the secret does.
     *
     * @return when it was changed
     */
    Change change(String field, String value) {
        ObjectNode changed = read().deepCopy();
        changed.put(field, value);
        stack.aws().secretsManager().putSecretValue(r -> r.secretId(arn).secretString(changed.toString()));
        return new Change(
                stack, Duration.ofSeconds(Long.parseLong(stack.parameter(BankParameters.TTL))), System.nanoTime());
    }

    /**
     * A change of the secret.
     *
     * @param kept how long a function may go on with what it read before
     * @param nanos when it was, by this machine's clock, which is that of functions too
     */
    record Change(Stack stack, Duration kept, long nanos) {
        /** Waits until no function may know what was before. */
        void awaitForgotten() {
            awaitForgotten(() -> {});
        }

        /**
         * The same, while functions are kept busy: who counts from when a value was last used never forgets it then.
         *
         * @param use is done several times, the last time shortly before the end
         */
        void awaitForgotten(Runnable use) {
            long[] used = {nanos};
            stack.awaitReal(
                    () -> {
                        long now = System.nanoTime();
                        if (now - used[0] > kept.dividedBy(USES).toNanos() && now - nanos < kept.toNanos()) {
                            used[0] = now;
                            use.run();
                        }
                        return System.nanoTime() - nanos > kept.toNanos();
                    },
                    kept.multipliedBy(2));
        }
    }
}
