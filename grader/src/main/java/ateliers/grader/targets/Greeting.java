package ateliers.grader.targets;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks an address whether AWS answers there, before anything is built for it; what it cannot be used for is said in French. */
final class Greeting {
    /** Nobody who answers at all says nothing for so long. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    /** For both questions, also to who answers by one byte now and then. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    static final String UNKNOWN_HOST = "a un nom que ce poste ne connaît pas : vérifie --endpoint.";
    static final String NOBODY = "ne répond pas, rien n'y écoute : démarre la cible, ou corrige --endpoint.";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final int SERVER_ERROR = 500;

    private final Target target;
    private final Duration silence;
    private final URI address;

    private Greeting(Target target, URI address, Duration silence) {
        this.target = target;
        this.address = address;
        this.silence = silence;
    }

    /**
     * Asks who the caller is and which stacks there are.
     *
     * @param address as people know it
     * @return the account
     * @throws GraderException where this is no AWS that a stack can be deployed to
     */
    static String of(Target target, URI address) {
        return of(target, address, SILENCE);
    }

    /** @param silence after which nothing more is expected */
    static String of(Target target, URI address, Duration silence) {
        Greeting greeting = new Greeting(target, address, silence);
        CompletableFuture<String> account = new CompletableFuture<>();
        Thread asking = new Thread(
                () -> {
                    try {
                        account.complete(greeting.account());
                    } catch (RuntimeException e) {
                        account.completeExceptionally(e);
                    }
                },
                "greeting");
        asking.setDaemon(true);
        asking.start();
        try {
            return account.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw greeting.silent(LONGEST, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw greeting.told("n'a pas pu être jointe : le correcteur a été interrompu.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private String account() {
        try (AwsClients aws = AwsClients.askingOnce(target, silence)) {
            String account = aws.sts().getCallerIdentity().account();
            aws.cloudFormation().describeStacks();
            if (account == null || !ACCOUNT.matcher(account).matches()) {
                throw notAws("un compte attendu, reçu : " + account);
            }
            return account;
        } catch (AwsServiceException e) {
            throw refused(e);
        } catch (SdkException e) {
            throw unreached(e);
        }
    }

    private GraderException refused(AwsServiceException e) {
        if (target.lacks(e)) {
            return told("n'a pas ce qu'il faut pour noter : %s.".formatted(Words.of(e)), e);
        }
        if (e.statusCode() >= SERVER_ERROR) {
            return told("répond par une erreur %d : regarde ce qu'il dit, ou relance-le.".formatted(e.statusCode()), e);
        }
        if (e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null) {
            return notAws("réponse " + e.statusCode());
        }
        Optional<String> own = target.ownFault(e);
        if (own.isPresent()) {
            return new GraderException(own.get(), e);
        }
        return told(
                "refuse le correcteur : %s. Les clés se donnent par AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY."
                        .formatted(Words.of(e)),
                e);
    }

    private GraderException unreached(SdkException e) {
        if (has(e, UnknownHostException.class)) {
            return told(UNKNOWN_HOST, e);
        }
        if (has(e, SocketTimeoutException.class)) {
            return silent(silence, e);
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return told(NOBODY, e);
        }
        return notAws(last(e).getMessage());
    }

    private GraderException silent(Duration time, Throwable cause) {
        return told(
                "ne répond pas en %d s : vérifie l'adresse, ou relance la cible.".formatted(time.toSeconds()), cause);
    }

    private GraderException notAws(String seen) {
        return told(
                "ne se comporte pas comme AWS (%s) : vérifie l'adresse, et http:// ou https://.".formatted(seen), null);
    }

    private GraderException told(String what, Throwable cause) {
        return new GraderException("La cible %s %s".formatted(address, what), cause);
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return Optional.of(thrown)
                .filter(at -> type.isInstance(at) || at.getCause() != null && has(at.getCause(), type))
                .isPresent();
    }

    private static Throwable last(Throwable thrown) {
        return thrown.getCause() == null ? thrown : last(thrown.getCause());
    }
}
