package ateliers.grader.checklist;

import static ateliers.grader.checklist.ToldSteps.ACCOUNT;
import static ateliers.grader.checklist.ToldSteps.FUNCTION;
import static ateliers.grader.checklist.ToldSteps.NAMES;
import static ateliers.grader.checklist.ToldSteps.SESSION;
import static ateliers.grader.checklist.ToldSteps.TOPIC;
import static ateliers.grader.checklist.ToldSteps.step;
import static ateliers.grader.checklist.ToldSteps.story;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Template;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Step;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the grader brings about on purpose explains nothing, and hides nothing else. */
class WhyOnPurposeTest {
    @Test
    void whatTheGraderRefusesIsNeverTheCause() {
        Step denial = step(
                Step.Kind.DENIAL,
                "2",
                "1",
                SESSION,
                "sns",
                "Publish",
                TOPIC,
                "AuthorizationError",
                "User: " + SESSION + " is not authorized to perform: SNS:Publish on resource: " + TOPIC
                        + " with an explicit deny in a resource-based policy");
        Step failed = step(
                Step.Kind.INVOCATION,
                "1",
                null,
                "lambda",
                "lambda",
                "Invoke",
                FUNCTION + "pile-F-2",
                "Unhandled",
                denial.message());
        Predicate<Step> byGrader = step -> step.message().contains("explicit deny");

        Explanation why = Why.of(story(denial, failed), List.of(), null, NAMES, Template.of(""), byGrader);

        assertThat(why.cause()).isEmpty();
        assertThat(why.paste()).isEmpty();
        assertThat(why.details()).allMatch(line -> line.contains("panne voulue par le correcteur"));
    }

    @Test
    void aFunctionThatMetAFaultOnPurposeIsNotTheCauseAndItsNextFailureIs() {
        Step fault = step(Step.Kind.FAULT, "1", null, SESSION, "sesv2", "SendEmail", "", "MessageRejected", "Refused.");
        Step met = failed("2", "java.lang.IllegalStateException: no mail");
        Step own = failed("3", "java.lang.NullPointerException: nom");

        try (EmbeddedTarget target = EmbeddedTarget.start();
                AwsClients aws = new AwsClients(target)) {
            assertThat(why(aws, fault, met).cause()).isEmpty();
            assertThat(why(aws, fault, met, own).cause()).contains("NullPointerException: nom");
        }
    }

    @Test
    void aLongReasonOfAFailureIsToldWhole() {
        String reason = "la configuration nomme chaque destinataire, ".repeat(40) + "et il manque la direction";

        try (EmbeddedTarget target = EmbeddedTarget.start();
                AwsClients aws = new AwsClients(target)) {
            assertThat(why(aws, failed("3", "java.lang.IllegalStateException: " + reason))
                            .cause())
                    .contains(reason + ".");
        }
    }

    @Test
    void whatLambdaGivesUpOfItIsNotTheCauseEither() {
        Step fault = step(Step.Kind.FAULT, "1", null, SESSION, "sesv2", "SendEmail", "", "MessageRejected", "Refused.");
        Step met = failed("2", "java.lang.IllegalStateException: no mail");

        Explanation why = Why.of(story(fault, met, lost("2")), List.of(), null, NAMES, Template.of(""), step -> false);

        assertThat(why.cause()).isEmpty();
        assertThat(Why.of(story(fault, met, lost("3")), List.of(), null, NAMES, Template.of(""), step -> false)
                        .cause())
                .contains("aucune destination ne l'attendait");
    }

    private static Step lost(String id) {
        return step(
                Step.Kind.DROPPED,
                id,
                null,
                "lambda",
                "lambda",
                "AsyncInvocation",
                FUNCTION + "pile-F-2",
                "RetriesExhausted",
                "the event had no place to go to");
    }

    @Test
    void invocationsThatMetARefusalAreKnownByTheirIdsAlsoWhenTheyEndLater() {
        Step fault = step(Step.Kind.FAULT, "1", null, SESSION, "sesv2", "SendEmail", "", "MessageRejected", "Refused.");
        List<Step> steps = List.of(fault, failed("2", "no mail"), failed("3", "nom"));

        assertThat(Why.metOnPurpose(steps, 1)).containsExactly("2");
        assertThat(Why.metOnPurpose(steps, 0)).isEmpty();
    }

    @Test
    void whatAwsTellsOfAlarmsToNobodyIsLostByNoMistake() {
        Step unasked = step(
                Step.Kind.DROPPED,
                "1",
                null,
                "events.amazonaws.com",
                "events",
                "Event",
                "arn:aws:events:eu-west-3:" + ACCOUNT + ":event-bus/default",
                "NoMatchingRule",
                "event aws.cloudwatch \"CloudWatch Alarm State Change\" (01234567-89ab-cdef-0123-456789abcdef) has no"
                        + " target on this bus: it has no rule for it");

        assertThat(Why.of(story(unasked), List.of(), null, NAMES, Template.of(""), step -> false))
                .isEqualTo(Explanation.NONE);
    }

    private static Step failed(String id, String message) {
        return step(
                Step.Kind.INVOCATION,
                id,
                null,
                "lambda",
                "lambda",
                "Invoke",
                FUNCTION + "pile-F-2",
                "Unhandled",
                message);
    }

    private static Explanation why(AwsClients aws, Step... steps) {
        return Why.of(story(steps), List.of(), aws, NAMES, Template.of(""), step -> false);
    }

    @Test
    void whatIsRefusedToTheGraderItselfExplainsNothing() {
        Step denial = step(
                Step.Kind.DENIAL,
                "2",
                null,
                "arn:aws:iam::" + ACCOUNT + ":root",
                "s3",
                "PutObject",
                "b",
                "AccessDenied",
                "Access Denied");

        assertThat(Why.of(story(denial), List.of(), null, NAMES, Template.of(""), step -> false))
                .isEqualTo(Explanation.NONE);
    }
}
