package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.Principal;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import java.util.Optional;

/** The session of a function's role that a mapping reads with: kept while it serves. */
final class Role {
    private final MappedFunctions functions;
    private String role = "";
    private Optional<Principal> session = Optional.empty();

    Role(MappedFunctions functions) {
        this.functions = functions;
    }

    /** @throws RuntimeException when the role cannot be assumed */
    synchronized Principal of(Mapped function) {
        if (session.isEmpty() || !role.equals(function.role())) {
            session = functions.assume(function);
            role = function.role();
        }
        return session.orElseThrow(LambdaErrors::notAssumable);
    }

    /** Something was refused: the next call is made in a new session. */
    synchronized void forget() {
        session = Optional.empty();
    }
}
