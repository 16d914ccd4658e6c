package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureFrenchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.ClassNotFoundException: Class not found: Orders | paquet.Classe::méthode",
                "User: u is not authorized to perform: SNS:Publish on resource: * because no identity-based policy allows"
                        + " the SNS:Publish action | variable d'environnement",
                "User: u is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-3:1:table/*"
                        + " because no identity-based policy allows the dynamodb:PutItem action | variable d'environnement",
                "User: u is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-3:1:table/t"
                        + " because no identity-based policy allows the dynamodb:PutItem action | il manque un droit",
                "User: sns.amazonaws.com is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:eu-west-3:1:q"
                        + " because no resource-based policy allows the sqs:sendmessage action | AWS::SQS::QueuePolicy",
                "User: arn:aws:sts::111111111111:assumed-role/r/f is not authorized to perform: SNS:Publish on resource:"
                        + " arn:aws:sns:eu-west-3:123456789012:t because no resource-based policy allows the SNS:Publish"
                        + " action | écrit en dur",
                "java.net.UnknownHostException: sqs.eu-west-3.amazonaws.com | aws.sdk.version",
                "software.amazon.awssdk.core.exception.SdkClientException: Received an UnknownHostException when attempting to"
                        + " interact with a service. | la 2 avant 2.28",
                "com.amazonaws.SdkClientException: Unable to execute HTTP request: dynamodb.eu-west-3.amazonaws.com |"
                        + " la version 1",
                "java.net.UnknownHostException: nulle.part.example | il n'y a rien à cette adresse",
                "java.lang.NullPointerException: x | une valeur est null",
                "Runtime.ExitError: Runtime exited with error: exit status 3 | System.exit",
                "Sandbox.Timedout: Task timed out after 3.00 seconds | Timeout est trop court",
                "java.lang.OutOfMemoryError: Java heap space | MemorySize",
                "java.lang.OutOfMemoryError: Metaspace | MemorySize",
                "Runtime.ExitError: Runtime exited with error: signal: killed | hors du tas",
                "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory | fils d'exécution",
                "java.io.IOException: Cannot run program: error=11, Resource temporarily unavailable | processus",
                "java.io.IOException: No space left on device | 512 Mo",
                "java.lang.StackOverflowError | récursion",
                "Function.ResponseSizeTooLarge: Response payload size (20000002 bytes) exceeded | S3",
                "the event had no place to go to | OnFailure"
            })
    void saysWhatCommonFailuresMean(String words, String french) {
        assertThat(FailureFrench.of(words))
                .hasValueSatisfying(said -> assertThat(said).contains(french));
    }

    @Test
    void saysNothingOfWhatItDoesNotKnow() {
        assertThat(FailureFrench.of("java.lang.IllegalStateException: panier vide"))
                .isEmpty();
    }
}
