package ateliers.cloud.faults;

import java.util.function.Supplier;
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
    Object answer(SdkRequest request, Operation operation) throws Exception;

    /** The real operation. */
    @FunctionalInterface
    interface Operation {
        /** @param request the caller's, or another one of its class that stands for a part of it */
        Object call(SdkRequest request) throws Exception;
    }

    /** The operation fails with an exception. */
    static Fault failing(RuntimeException error) {
        return failing(() -> error);
    }

    /** The operation fails, each time with an exception of its own. */
    static Fault failing(Supplier<? extends RuntimeException> error) {
        return (request, operation) -> {
            throw error.get();
        };
    }

    /** The operation is done twice, and answers once. */
    static Fault twice() {
        return (request, operation) -> {
            operation.call(request);
            return operation.call(request);
        };
    }
}
