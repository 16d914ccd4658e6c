package ateliers.cloud.faults;

import java.util.concurrent.Callable;
import software.amazon.awssdk.core.SdkRequest;

/** What happens instead of, before or after an operation. */
@FunctionalInterface
public interface Fault {
    /**
     * Answers a call.
     *
     * @param request as the caller sent it
     * @param operation the real operation; may be called never, once or twice
     * @return what the caller gets
     * @throws Exception what the caller gets instead, as the service would throw it
     */
    Object answer(SdkRequest request, Callable<Object> operation) throws Exception;

    /** The operation fails with an exception. */
    static Fault failing(RuntimeException error) {
        return (request, operation) -> {
            throw error;
        };
    }
}
