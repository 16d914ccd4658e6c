package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/**
 * What functions may use of the account: reserved concurrency and the account's limits.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Reserved concurrency</a>
 */
final class ConcurrencyOperations implements LambdaClient, Operations {
    private final Functions functions;
    private final Concurrency concurrency;

    ConcurrencyOperations(Functions functions, Concurrency concurrency) {
        this.functions = functions;
        this.concurrency = concurrency;
    }

    @Override
    public PutFunctionConcurrencyResponse putFunctionConcurrency(PutFunctionConcurrencyRequest request) {
        FunctionName name = FunctionName.of(request.functionName());
        if (name.qualifier().isPresent()) {
            throw LambdaErrors.invalid(
                    "This operation is permitted on Lambda functions only. Aliases and versions do not"
                            + " support this operation. Please specify either a function name or an unqualified function ARN.");
        }
        Function function = functions.get(name.qualified());
        Integer most = request.reservedConcurrentExecutions();
        if (most == null) {
            throw LambdaErrors.missing("reservedConcurrentExecutions");
        }
        LambdaErrors.constraints()
                .between("reservedConcurrentExecutions", most, 0, Integer.MAX_VALUE)
                .require();
        int left = concurrency.unreserved() + function.reserved.orElse(0) - most;
        if (left < concurrency.leastUnreserved()) {
            throw LambdaErrors.invalid(("Specified ReservedConcurrentExecutions for function decreases account's"
                            + " UnreservedConcurrentExecution below its minimum value of [%d].")
                    .formatted(concurrency.leastUnreserved()));
        }
        function.reserved = Optional.of(most);
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(most)
                .build();
    }

    @Override
    public GetFunctionConcurrencyResponse getFunctionConcurrency(GetFunctionConcurrencyRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        return GetFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(function.reserved.orElse(null))
                .build();
    }

    @Override
    public DeleteFunctionConcurrencyResponse deleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request) {
        functions.get(FunctionName.of(request.functionName())).reserved = Optional.empty();
        return DeleteFunctionConcurrencyResponse.builder().build();
    }

    @Override
    public GetAccountSettingsResponse getAccountSettings(GetAccountSettingsRequest request) {
        List<Function> all = functions.all();
        long size = all.stream()
                .mapToLong(function -> function.latest.code().size())
                .sum();
        return GetAccountSettingsResponse.builder()
                .accountLimit(l -> l.totalCodeSize(80_530_636_800L)
                        .codeSizeUnzipped(262_144_000L)
                        .codeSizeZipped(52_428_800L)
                        .concurrentExecutions(concurrency.limit())
                        .unreservedConcurrentExecutions(concurrency.unreserved()))
                .accountUsage(u -> u.functionCount((long) all.size()).totalCodeSize(size))
                .build();
    }
}
