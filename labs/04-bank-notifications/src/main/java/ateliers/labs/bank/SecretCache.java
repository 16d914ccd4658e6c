package ateliers.labs.bank;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Garde le secret un moment : assez pour ne pas le relire à chaque demande, pas plus que permis. */
final class SecretCache implements Supplier<BankSecret> {

    private final Supplier<String> source;
    private final Duration timeToLive;
    private final LongSupplier nanos;
    private BankSecret value;
    private long readAt;

    /**
     * @param source lit le texte du secret
     * @param nanos le temps qui passe, en nanosecondes
     */
    SecretCache(Supplier<String> source, Duration timeToLive, LongSupplier nanos) {
        this.source = source;
        this.timeToLive = timeToLive;
        this.nanos = nanos;
    }

    static SecretCache of(SecretsManagerClient secrets, String arn, Duration timeToLive) {
        return new SecretCache(
                () -> secrets.getSecretValue(get -> get.secretId(arn)).secretString(), timeToLive, System::nanoTime);
    }

    @Override
    public synchronized BankSecret get() {
        // TODO (Tâche 3) : lis le secret (BankJson.secret(source.get())), et garde-le tant que timeToLive n'est pas passé.
        throw new IllegalStateException("La tâche 3 reste à faire : lire le secret.");
    }
}
