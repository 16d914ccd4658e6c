package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ateliers.grader.targets.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls and seconds cost at list prices. */
class BillTest {
    private static final double MILLIONTH = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "lambda:Invocation, 1000000, 0.20",
        "execute-api:Request, 1000000, 3.50",
        "dynamodb:PutItem, 1000000, 0.625",
        "dynamodb:Query, 1000000, 0.125",
        "dynamodb:BatchWriteItem, 40000, 0.625",
        "sns:Publish, 1000000, 0.50",
        "sns:PublishBatch, 100000, 0.50",
        "sqs:ReceiveMessage, 1000000, 0.40",
        "s3:PutObject, 1000, 0.005",
        "s3:ListObjectsV2, 1000, 0.005",
        "s3:GetObject, 1000, 0.0004",
        "events:PutEvents, 100000, 1.00",
        "ses:Mail, 1000, 0.10",
        "s3:DeleteObject, 1000000, 0",
        "cloudformation:CreateChangeSet, 1000000, 0",
        "iam:CreateRole, 1000000, 0"
    })
    void eachSortOfCallHasItsPrice(String what, long times, double dollars) {
        assertThat(Bill.of(new Usage(Map.of(what, times), 0)).dollars()).isEqualTo(dollars, within(MILLIONTH));
    }

    @Test
    void secondsCostByTheirMemory() {
        assertThat(Bill.of(new Usage(Map.of(), 400_000)).dollars()).isEqualTo(6.66668, within(MILLIONTH));
    }

    @Test
    void isSaidInOneLineWithItsDate() {
        assertThat(Bill.of(new Usage(Map.of("sqs:SendMessage", 3_100L), 0)).sentence())
                .isEqualTo(
                        "Sur un compte réel, ces appels coûteraient environ 0,0013 $ (prix publics, novembre 2026, sans l'offre gratuite).");
        assertThat(Bill.of(new Usage(Map.of("sqs:SendMessage", 3L), 0)).sentence())
                .contains("coûteraient moins de 0,0001 $");
    }

    @Test
    void whatIsUsedInSeveralCloudsIsAddedUp() {
        Usage sum = new Usage(Map.of("sqs:SendMessage", 3L), 1)
                .plus(new Usage(Map.of("sqs:SendMessage", 4L, "s3:GetObject", 1L), 2));

        assertThat(sum).isEqualTo(new Usage(Map.of("sqs:SendMessage", 7L, "s3:GetObject", 1L), 3));
    }
}
