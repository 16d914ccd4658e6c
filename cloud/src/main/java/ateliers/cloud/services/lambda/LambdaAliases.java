package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.model.*;

/** Lambda's operations on aliases, concurrency and the account. */
abstract class LambdaAliases extends LambdaFunctions {
    LambdaAliases(ServiceContext cloud) {
        super(cloud);
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        Checks.pattern(request.name(), "name", "(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        weightless(request.routingConfig());
        if (function.aliases.containsKey(request.name())) {
            throw LambdaErrors.conflict("Alias already exists: " + function.arn + ":" + request.name());
        }
        AliasConfiguration alias = put(function, request.name(), request.functionVersion(), request.description());
        return Copy.to(alias, CreateAliasResponse.builder()).build();
    }

    private static void weightless(AliasRoutingConfiguration routing) {
        if (routing != null && !routing.additionalVersionWeights().isEmpty()) {
            throw new Unsupported("lambda: aliases with weights");
        }
    }

    private AliasConfiguration put(Function function, String name, String number, String description) {
        if (number == null) {
            throw LambdaErrors.missing("functionVersion");
        }
        synchronized (function) {
            if (!number.equals("$LATEST") && !function.published.containsKey(number)) {
                throw LambdaErrors.notFound("Function not found: " + function.arn + ":" + number);
            }
            AliasConfiguration alias = AliasConfiguration.builder()
                    .aliasArn(function.arn + ":" + name)
                    .name(name)
                    .functionVersion(number)
                    .description(description == null ? "" : description)
                    .revisionId(UUID.randomUUID().toString())
                    .build();
            function.aliases.put(name, alias);
            return alias;
        }
    }

    private static AliasConfiguration alias(Function function, String name) {
        AliasConfiguration alias = name == null ? null : function.aliases.get(name);
        if (alias == null) {
            throw LambdaErrors.notFound("Cannot find alias arn: " + function.arn + ":" + name);
        }
        return alias;
    }

    @Override
    public GetAliasResponse getAlias(GetAliasRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        return Copy.to(alias(function, request.name()), GetAliasResponse.builder())
                .build();
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        weightless(request.routingConfig());
        AliasConfiguration now = alias(function, request.name());
        if (request.revisionId() != null && !request.revisionId().equals(now.revisionId())) {
            throw LambdaErrors.staleRevision();
        }
        AliasConfiguration alias = put(
                function,
                request.name(),
                request.functionVersion() == null ? now.functionVersion() : request.functionVersion(),
                request.description() == null ? now.description() : request.description());
        return Copy.to(alias, UpdateAliasResponse.builder()).build();
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        function.aliases.remove(request.name());
        return DeleteAliasResponse.builder().build();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        List<AliasConfiguration> all = function.aliases.values().stream()
                .filter(alias -> request.functionVersion() == null
                        || request.functionVersion().equals(alias.functionVersion()))
                .toList();
        var slice = Views.slice(all, request.marker(), request.maxItems(), 50);
        return ListAliasesResponse.builder()
                .aliases(slice.items())
                .nextMarker(slice.next())
                .build();
    }

    @Override
    public PutFunctionConcurrencyResponse putFunctionConcurrency(PutFunctionConcurrencyRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        Integer most = request.reservedConcurrentExecutions();
        if (most == null) {
            throw LambdaErrors.missing("reservedConcurrentExecutions");
        }
        Checks.range(most, "reservedConcurrentExecutions", 0, Integer.MAX_VALUE);
        int others = functions.all().stream()
                .filter(other -> other != function)
                .mapToInt(other -> other.reserved.orElse(0))
                .sum();
        if (others + most > 900) {
            throw LambdaErrors.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [100].");
        }
        function.reserved = java.util.Optional.of(most);
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(most)
                .build();
    }

    @Override
    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest request) {
        Function function = functions.get(Target.of(request.functionName(), null));
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(function.reserved.orElse(null))
                .build();
    }

    @Override
    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request) {
        functions.get(Target.of(request.functionName(), null)).reserved = java.util.Optional.empty();
        return DeleteFunctionConcurrencyResponse.builder().build();
    }

    @Override
    public GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest request) {
        List<Function> all = functions.all();
        int reserved = all.stream().mapToInt(f -> f.reserved.orElse(0)).sum();
        long size = all.stream().mapToLong(f -> f.latest.zip().length).sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(l -> l.totalCodeSize(80_530_636_800L)
                        .codeSizeUnzipped(262_144_000L)
                        .codeSizeZipped(52_428_800L)
                        .concurrentExecutions(1000)
                        .unreservedConcurrentExecutions(1000 - reserved))
                .accountUsage(u -> u.functionCount((long) all.size()).totalCodeSize(size))
                .build();
    }
}
