package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.Principal;
import java.util.List;
import java.util.Optional;

/** What mappings need of functions. */
public interface MappedFunctions {
    /** The function, version or alias that a name, partial ARN or ARN means, if there is one. */
    Optional<Mapped> find(String functionName);

    /** A session of the function's role; empty where the role does not let itself be assumed. */
    Optional<Principal> assume(Mapped function);

    /**
     * Runs a function and waits for its answer.
     *
     * @param traces the X-Ray headers of its records
     * @throws software.amazon.awssdk.services.lambda.model.RecursiveInvocationException when it is part of a loop
     * @throws software.amazon.awssdk.services.lambda.model.TooManyRequestsException at the function's concurrency
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when the machine is to blame
     */
    Answer invoke(Mapped function, String requestId, byte[] event, List<String> traces);

    /**
     * A function as a mapping sees it.
     *
     * @param arn as asked, with its qualifier
     * @param role ARN
     * @param timeout seconds
     */
    record Mapped(String name, String arn, String role, int timeout) {}

    /**
     * What a function answered.
     *
     * @param payload JSON
     * @param error {@code Unhandled}, where it failed
     * @param version that ran
     */
    record Answer(byte[] payload, Optional<String> error, String version) {}
}
