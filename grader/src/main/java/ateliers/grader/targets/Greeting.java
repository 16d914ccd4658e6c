package ateliers.grader.targets;

import java.io.UncheckedIOException;
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
    /** Nobody who answers at all says nothing for so long; with {@link TlsTunnel}'s, under twenty seconds. The whole is for both questions, also to who answers by one byte now and then. */
    private static final Waiting USUAL = new Waiting(Duration.ofSeconds(6), Duration.ofSeconds(12), 1);

    /** AWS is there, however long it takes: a slow way to it, or a call that it throttles, must keep nobody from cleaning up. */
    private static final Waiting FOR_AWS = new Waiting(Duration.ofSeconds(20), Duration.ofSeconds(90), 4);

    private static final String NETWORK = "vérifie le réseau de ce poste et la région (AWS_REGION), et recommence.";
    static final String UNKNOWN_HOST = "a un nom que ce poste ne connaît pas : vérifie --endpoint.";
    static final String NOBODY = "ne répond pas, rien n'y écoute : démarre la cible, ou corrige --endpoint.";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final int SERVER_ERROR = 500;

    private final Target target;
    private final Waiting waiting;
    private final URI address;

    private Greeting(Target target, URI address, Waiting waiting) {
        this.target = target;
        this.address = address;
        this.waiting = waiting;
    }

    /**
     * How long somebody is waited for.
     *
     * @param silence after which nothing more is expected of one question
     * @param longest for all
     * @param attempts how often one question is asked
     */
    record Waiting(Duration silence, Duration longest, int attempts) {}

    /**
     * Asks who the caller is and which stacks there are.
     *
     * @param address as people know it
     * @return the account
     * @throws GraderException where this is no AWS that a stack can be deployed to
     */
    static String of(Target target, URI address) {
        return of(target, address, target.bounds().areLive() ? FOR_AWS : USUAL);
    }

    static String of(Target target, URI address, Waiting waiting) {
        Greeting greeting = new Greeting(target, address, waiting);
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
            return account.get(waiting.longest().toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw greeting.silent(waiting.longest(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw greeting.told("n'a pas pu être jointe : le correcteur a été interrompu.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }

    private String account() {
        try (AwsClients aws = AwsClients.asking(target, waiting.silence(), waiting.attempts())) {
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
        } catch (UncheckedIOException e) {
            // As the JDK says of who answers without speaking HTTP.
            throw notAws(last(e).getMessage());
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
        if (has(e, SocketTimeoutException.class)) {
            return silent(waiting.silence().multipliedBy(waiting.attempts()), e);
        }
        if (target.bounds().areLive()) {
            return told("n'a pas pu être jointe (%s) : %s".formatted(last(e).getMessage(), NETWORK), e);
        }
        if (has(e, UnknownHostException.class)) {
            return told(UNKNOWN_HOST, e);
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return told(NOBODY, e);
        }
        return notAws(last(e).getMessage());
    }

    private GraderException silent(Duration time, Throwable cause) {
        String advice = target.bounds().areLive() ? NETWORK : "vérifie l'adresse, ou relance la cible.";
        return told("ne répond pas en %d s : %s".formatted(time.toSeconds(), advice), cause);
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
