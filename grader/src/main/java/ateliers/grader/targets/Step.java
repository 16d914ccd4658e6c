package ateliers.grader.targets;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened inside a target, as reports draw it and as a failed criterion is explained by it.
 *
 * @param time cloud time at which it began; of an invocation, at which it ended
 * @param kind what sort of thing
 * @param id the request it belongs to
 * @param parent the request that caused this one; empty for what came from outside
 * @param actor ARN or name of who did it
 * @param service the service's IAM prefix, as {@code sns}
 * @param operation AWS's operation name, as {@code Publish}
 * @param resource ARN or name of what it was done to; empty when unknown
 * @param outcome {@code OK}, or AWS's error code
 * @param message AWS's words when it failed
 * @param gap what this target lacks, as {@code sqs: FIFO queues}; only of a step of kind UNSUPPORTED
 */
public record Step(
        Instant time,
        Kind kind,
        String id,
        Optional<String> parent,
        String actor,
        String service,
        String operation,
        String resource,
        String outcome,
        String message,
        Optional<String> gap) {

    public boolean succeeded() {
        return outcome.equals("OK");
    }

    /** Whether it shows what this target lacks or does wrong, which is never the student's fault. */
    public boolean isGap() {
        return kind == Kind.UNSUPPORTED || kind == Kind.DEFECT;
    }

    /** Whether an event came to a bus none of whose rules wanted it. */
    public boolean isUnwantedEvent() {
        return kind == Kind.DROPPED && outcome.equals("NoMatchingRule");
    }

    /** The sorts of steps. */
    public enum Kind {
        CALL("appel"),
        DENIAL("refus d'accès"),
        FAULT("panne provoquée par le correcteur"),
        INVOCATION("exécution d'une fonction"),
        MAIL("courriel"),
        DROPPED("message ou événement perdu"),
        INERT("propriété sans effet ici"),
        RACE("ressource créée avant ce dont elle a besoin"),
        UNSUPPORTED("absent de cette cible"),
        DEFECT("défaut de cette cible");

        private final String french;

        Kind(String french) {
            this.french = french;
        }

        public String french() {
            return french;
        }
    }
}
