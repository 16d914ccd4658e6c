package ateliers.grader.checklist;

import static ateliers.grader.checklist.ToldSteps.ACCOUNT;
import static ateliers.grader.checklist.ToldSteps.FUNCTION;
import static ateliers.grader.checklist.ToldSteps.NAMES;
import static ateliers.grader.checklist.ToldSteps.QUEUE;
import static ateliers.grader.checklist.ToldSteps.SESSION;
import static ateliers.grader.checklist.ToldSteps.TOPIC;
import static ateliers.grader.checklist.ToldSteps.denied;
import static ateliers.grader.checklist.ToldSteps.step;
import static ateliers.grader.checklist.ToldSteps.story;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.packaging.Template;
import ateliers.grader.targets.Running;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyTest {
    @Test
    void aFunctionThatStillRunsIsToldWithItsTimeout() {
        List<Running> running = List.of(
                running("lente", 61, 300), running("lente", 30, 300), running("autre", 12, 30), running("vive", 1, 30));

        Explanation why = Why.of(Story.UNTOLD, running, null, NAMES, Template.of(""), step -> false);

        assertThat(why.cause())
                .isEqualTo("lente n'a pas fini : elle a été appelée il y a 61 s, et son délai (Timeout) est de 300 s.");
        assertThat(why.details())
                .containsExactly(
                        "- lente n'a pas fini : elle a été appelée il y a 61 s, et son délai (Timeout) est de 300 s",
                        "- autre n'a pas fini : elle a été appelée il y a 12 s, et son délai (Timeout) est de 30 s");
    }

    @Test
    void aFunctionThatMayJustBeStartingIsNoCause() {
        Explanation why =
                Why.of(Story.UNTOLD, List.of(running("froide", 6, 30)), null, NAMES, Template.of(""), step -> false);

        assertThat(why.cause()).isEmpty();
        assertThat(why.details())
                .containsExactly(
                        "- froide n'a pas fini : elle a été appelée il y a 6 s, et son délai (Timeout) est de 30 s");
    }

    @Test
    void aFunctionOfASecondStackIsCalledAsInTheTemplateToo() {
        assertThat(NAMES.function(FUNCTION + "a531ce4905-OrdersFunction-4RBKEZOSB3SO"))
                .isEqualTo("OrdersFunction");
        assertThat(NAMES.function(FUNCTION + "pile-F-2:$LATEST")).isEqualTo("F");
        assertThat(NAMES.function(FUNCTION + "autre")).isEqualTo("autre");
    }

    @Test
    void aRightThatIsMissingIsToldWithTheStatementAndItsPlace() {
        Explanation why = why("""
                Resources:
                  Sujet: {Type: AWS::SNS::Topic}
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                """, denied("sns:Publish", "SNS:Publish", TOPIC));

        assertThat(why.cause()).isEqualTo("""
                F n'a pas le droit sns:Publish sur Sujet.
                Dans template.yaml, après la ligne 5 (F), ajoute :""");
        assertThat(why.paste())
                .containsExactly(
                        "      Policies:",
                        "        - Statement:",
                        "            - Effect: Allow",
                        "              Action: sns:Publish",
                        "              Resource: !Ref Sujet");
        assertThat(why.details()).singleElement().asString().contains("is not authorized to perform: SNS:Publish");
    }

    @Test
    void aLoopIsTheCauseWhateverElseWentWrong() {
        Step loop = step(
                Step.Kind.DROPPED,
                "3",
                null,
                "lambda.amazonaws.com",
                "lambda",
                "AsyncInvocation",
                FUNCTION + "pile-F-2",
                "RecursiveInvocationException",
                "Lambda has detected your function being invoked in a recursive loop");

        Explanation why = Why.of(
                story(denied("sns:Publish", "SNS:Publish", TOPIC), loop),
                List.of(),
                null,
                NAMES,
                Template.of("Resources: {Sujet: {Type: AWS::SNS::Topic}}"),
                each -> false);

        assertThat(why.cause())
                .startsWith("F s'est appelée elle-même sans fin, et Lambda l'a arrêtée.\n→ ce que la fonction écrit")
                .doesNotContain("sns:Publish");
        assertThat(why.paste()).isEmpty();
    }

    @Test
    void anObjectThatIsNotThereIsNoMissingRight() {
        Step absent = step(
                Step.Kind.DENIAL,
                "2",
                "1",
                SESSION,
                "s3",
                "GetObject",
                "arn:aws:s3:::depots-pile/imports/mon+stock.csv",
                "AccessDenied",
                "User: " + SESSION
                        + " is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::depots-pile\""
                        + " because no identity-based policy allows the s3:ListBucket action");

        Explanation why = why("Resources: {Depots: {Type: AWS::S3::Bucket}}", absent);

        assertThat(why.cause()).contains("aucun ne porte cette clé", "décodée").doesNotContain("n'a pas le droit");
        assertThat(why.paste()).isEmpty();
    }

    @Test
    void aStatementJoinsThePoliciesThatAreThere() {
        Explanation why = why(
                """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties:
                      Policies:
                      - Statement:
                        - {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Autre.Arn}
                """,
                denied(
                        "dynamodb:PutItem",
                        "dynamodb:PutItem",
                        "arn:aws:dynamodb:eu-west-3:" + ACCOUNT + ":table/pile-Table-5"));

        assertThat(why.cause())
                .contains("n'a pas le droit dynamodb:PutItem sur Table.", "dynamodb:PutItem est écrit à la ligne 7")
                .endsWith("après la ligne 5 (F), ajoute :");
        assertThat(why.paste())
                .containsExactly(
                        "      - Statement:",
                        "          - Effect: Allow",
                        "            Action: dynamodb:PutItem",
                        "            Resource: !GetAtt Table.Arn");
    }

    @Test
    void aRoleOfItsOwnIsWhereTheStatementGoes() {
        Explanation why =
                why("""
                Resources:
                  F:
                    Type: AWS::Lambda::Function
                    Properties:
                      Role: !GetAtt Role.Arn
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      Policies:
                        - PolicyName: p
                          PolicyDocument:
                            Statement:
                              - Effect: Allow
                                Action: s3:GetObject
                                Resource: "*"
                """, denied("s3:PutObject", "s3:PutObject", "\"arn:aws:s3:::depots-pile/recus/c-1.json\""));

        assertThat(why.cause()).endsWith("après la ligne 12 (Role), ajoute :");
        assertThat(why.paste())
                .containsExactly(
                        "              - Effect: Allow",
                        "                Action: s3:PutObject",
                        "                Resource: !Sub \"${Depots.Arn}/recus/*\"");
    }

    @Test
    void aBucketWhoseNameIsComposedIsNamedWithoutWaitingForIt() {
        Explanation why = why("""
                Resources:
                  Depots: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "depots-${AWS::StackName}"}}
                  F: {Type: AWS::Serverless::Function, Properties: {Handler: a.B}}
                """, denied("s3:GetObject", "s3:GetObject", "\"arn:aws:s3:::depots-pile/x\""));

        assertThat(why.cause()).endsWith("ajoute cette déclaration à la politique du rôle de F :");
        assertThat(why.paste()).endsWith("  Resource: !Sub \"arn:aws:s3:::depots-${AWS::StackName}/*\"");
    }

    @Test
    void aQueueThatLetsNobodyInGetsAPolicy() {
        Step publish = step(Step.Kind.CALL, "1", null, SESSION, "sns", "Publish", TOPIC, "OK", "");
        Step send = step(
                Step.Kind.DENIAL,
                "2",
                "1",
                "sns.amazonaws.com",
                "sqs",
                "SendMessage",
                QUEUE,
                "AccessDenied",
                "User: sns.amazonaws.com is not authorized to perform: sqs:sendmessage on resource: " + QUEUE
                        + " because no resource-based policy allows the sqs:sendmessage action");

        Explanation why = Why.of(story(publish, send), List.of(), null, NAMES, Template.of(""), step -> false);

        assertThat(why.cause()).startsWith("File ne laisse pas sns.amazonaws.com faire sqs:SendMessage pour Sujet.");
        assertThat(why.paste())
                .startsWith("  FilePolicy:", "    Type: AWS::SQS::QueuePolicy")
                .contains("            Action: sqs:SendMessage", "            Resource: !GetAtt File.Arn")
                .endsWith("                aws:SourceArn: !Ref Sujet");
    }

    @Test
    void aCallThatNamesNoResourceIsNotARightToAdd() {
        Explanation why = why(
                "Resources: {}",
                denied("dynamodb:PutItem", "dynamodb:PutItem", "arn:aws:dynamodb:eu-west-3:999999999999:table/x"));

        assertThat(why.paste()).isEmpty();
        assertThat(why.cause()).contains("cette ressource est d'un autre compte");
    }

    @Test
    void anEventThatNoRuleWantedIsTheCauseOnlyWhereNothingWasStarted() {
        Step unwanted = step(
                Step.Kind.DROPPED,
                "1",
                null,
                "events.amazonaws.com",
                "events",
                "Event",
                "arn:aws:events:eu-west-3:" + ACCOUNT + ":event-bus/default",
                "NoMatchingRule",
                "event e (01234567-89ab-cdef-0123-456789abcdef) has no target on this bus: pile-F-2: its pattern does not match detail.referenceType (\"tag\")");
        Step before = step(
                Step.Kind.DROPPED,
                "0",
                null,
                "events.amazonaws.com",
                "events",
                "Event",
                "",
                "NoMatchingRule",
                "event d has no target on this bus: it has no rule for it");
        assertThat(why("", before).cause())
                .contains("event d")
                .endsWith("aucune règle d'EventBridge n'attend cet événement");
        assertThat(Why.of(story(before, unwanted), List.of(), null, NAMES, Template.of(""), each -> false)
                        .cause())
                .startsWith("événement ou message perdu (NoMatchingRule) : event e ");
        Step invoked = step(
                Step.Kind.INVOCATION, "2", null, "events.amazonaws.com", "lambda", "Invoke", FUNCTION + "f", "OK", "");

        assertThat(why("", unwanted).cause())
                .contains(
                        "event e has no target on this bus: F: its",
                        "detail.referenceType (\"tag\")",
                        "→ aucune règle d'EventBridge n'a réagi");
        Step denied = denied("sns:Publish", "SNS:Publish", TOPIC);
        assertThat(Why.of(story(unwanted, invoked, denied), List.of(), null, NAMES, Template.of(""), each -> false)
                        .details())
                .singleElement()
                .asString()
                .contains("SNS:Publish");
    }

    private static Explanation why(String template, Step step) {
        return Why.of(story(step), List.of(), null, NAMES, Template.of(template), each -> false);
    }

    private static Running running(String name, int seconds, int timeout) {
        return new Running(FUNCTION + name, Duration.ofSeconds(seconds), Duration.ofSeconds(timeout));
    }
}
