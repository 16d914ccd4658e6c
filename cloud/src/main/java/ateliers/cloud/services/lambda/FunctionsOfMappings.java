package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.sandbox.InvocationOutcome;
import ateliers.cloud.services.lambda.mapping.MappedFunctions;
import java.util.List;
import java.util.Optional;

/** Functions as event source mappings see them. */
record FunctionsOfMappings(Place place, Functions functions, Roles roles, Invoker invoker) implements MappedFunctions {
    @Override
    public Optional<Mapped> find(String functionName) {
        FunctionName name = FunctionName.of(functionName);
        return functions
                .find(name)
                .flatMap(function -> function.version(name.version()))
                .map(version -> new Mapped(
                        name.name(),
                        name.arn(place),
                        version.settings().role(),
                        version.settings().timeout()));
    }

    @Override
    public Optional<Principal> assume(Mapped function) {
        return roles.assume(function.role(), function.name()).map(Roles.Session::principal);
    }

    @Override
    public Answer invoke(Mapped mapped, String requestId, byte[] event, List<String> traces) {
        FunctionName name = FunctionName.of(mapped.arn());
        Version version = functions.routed(name);
        Function function = functions.get(name);
        InvocationOutcome outcome = invoker.run(
                function,
                version,
                mapped.arn(),
                requestId,
                event,
                Optional.empty(),
                Lineage.furthest(traces, function.arn));
        return new Answer(outcome.payload(), outcome.functionError(), version.number());
    }
}
