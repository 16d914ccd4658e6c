package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A missing DependsOn is shown at each grading, and named. */
class RacesTest extends DeployCase {
    private static final String NOTIFIED = """
            Resources:
              Attente:
                Type: AWS::SQS::Queue
              Droit:
                Type: AWS::SQS::QueuePolicy
                Properties:
                  Queues: [!Ref Attente]
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - {Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: "sqs:SendMessage", Resource: !GetAtt Attente.Arn}
              Depots:
                Type: AWS::S3::Bucket
                Properties:
                  NotificationConfiguration:
                    QueueConfigurations:
                      - {Event: "s3:ObjectCreated:*", Queue: !GetAtt Attente.Arn}
            """;

    @Test
    void aBucketBeforeThePolicyOfItsQueue() {
        var refused = refused("race", NOTIFIED);

        assertThat(refused.seen())
                .contains(
                        "Depots (AWS::S3::Bucket), ligne 12",
                        "Unable to validate the following destination configurations");
        assertThat(refused.hint())
                .isEqualTo(
                        "il manque sans doute un DependsOn. AWS crée en même temps les ressources qui ne s'attendent pas,"
                                + " et Depots est créée avant Droit : ajoute à Depots (template.yaml, ligne 12)"
                                + " « DependsOn: Droit ».");
    }

    @Test
    void aBucketAfterThePolicyOfItsQueue() throws Exception {
        String waiting = NOTIFIED.replace("  Depots:\n", "  Depots:\n    DependsOn: Droit\n");

        assertThat(deploy("no-race", waiting, Map.of()).outputs()).isEmpty();
    }

    @Test
    void aBucketBeforeSeveralPoliciesOfItsQueue() {
        String more = NOTIFIED.replace(
                "  Droit:",
                "  Encore:\n    Type: AWS::SQS::QueuePolicy\n    Properties: {Queues:"
                        + " [!Ref Attente], PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*',"
                        + " Action: 'sqs:GetQueueUrl', Resource: !GetAtt Attente.Arn}]}}\n  Droit:");

        assertThat(refused("races", more).hint())
                .contains("Depots est créée avant Encore et Droit", "« DependsOn: [Encore, Droit] »");
    }
}
