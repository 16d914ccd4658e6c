package ateliers.cloud.services.sqs;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** What the three batch operations have in common. */
final class Batches {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Batches() {}

    /**
     * Checks a batch as a whole.
     *
     * @param kind what AWS calls an entry, as {@code SendMessageBatchRequestEntry}
     */
    static <E> void check(List<E> entries, String kind, Function<E, String> id) {
        if (entries.isEmpty()) {
            throw SqsErrors.emptyBatch(kind);
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SqsErrors.tooManyEntries(entries.size());
        }
        Set<String> ids = new HashSet<>();
        for (E entry : entries) {
            String name = id.apply(entry);
            if (name == null || !ID.matcher(name).matches()) {
                throw SqsErrors.batchEntryId();
            }
        }
        for (E entry : entries) {
            if (!ids.add(id.apply(entry))) {
                throw SqsErrors.batchIdsNotDistinct(id.apply(entry));
            }
        }
    }

    /** Does one entry's work; what it refuses becomes an entry among the failed ones. */
    static void entry(String id, Runnable work, Consumer<BatchResultErrorEntry> failed) {
        try {
            work.run();
        } catch (Unsupported e) {
            throw e;
        } catch (AwsServiceException e) {
            failed.accept(BatchResultErrorEntry.builder()
                    .id(id)
                    .code(AwsErrors.code(e))
                    .message(AwsErrors.message(e))
                    .senderFault(e.statusCode() < 500)
                    .build());
        }
    }
}
