package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.ItemWrites.Source;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The checks of one request to PutItem, UpdateItem or DeleteItem. In these operations, as in no others, what is wrong
 * with the request whatever the table is counts as a validation error like those of the model; in Query, only what is
 * wrong with its {@code Select} does.
 */
final class Counted {
    private boolean tableSought;

    /** Where the table comes from; what is found after that is about the table. */
    Source source(Source table) {
        return () -> {
            tableSought = true;
            return table.table();
        };
    }

    /** Runs checks without result. */
    void run(Runnable checks) {
        check(() -> {
            checks.run();
            return true;
        });
    }

    /** Runs checks; the errors that they find before the table are counted. */
    <T> T check(Supplier<T> checks) {
        try {
            return checks.get();
        } catch (AwsServiceException e) {
            throw tableSought ? e : counted(e);
        }
    }

    private static AwsServiceException counted(AwsServiceException e) {
        String message = AwsErrors.message(e);
        boolean plain = AwsErrors.code(e).equals("ValidationException")
                && !message.matches("(?s)\\d+ validation errors? detected: .*");
        return plain ? Validation.error("1 validation error detected: " + message) : e;
    }
}
