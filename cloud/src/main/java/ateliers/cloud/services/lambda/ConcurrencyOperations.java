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
    private static final int CONCURRENT_EXECUTIONS = 1000;
    private static final int LEAST_UNRESERVED = 100;

    private final Functions functions;

    ConcurrencyOperations(Functions functions) {
        this.functions = functions;
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
        int others = reserved() - function.reserved.orElse(0);
        if (most > CONCURRENT_EXECUTIONS - LEAST_UNRESERVED - others) {
            throw LambdaErrors.invalid("Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of [100].");
        }
        function.reserved = Optional.of(most);
        return PutFunctionConcurrencyResponse.builder()
                .reservedConcurrentExecutions(most)
                .build();
    }

    private int reserved() {
        return functions.all().stream()
                .mapToInt(function -> function.reserved.orElse(0))
                .sum();
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
                        .concurrentExecutions(CONCURRENT_EXECUTIONS)
                        .unreservedConcurrentExecutions(CONCURRENT_EXECUTIONS - reserved()))
                .accountUsage(u -> u.functionCount((long) all.size()).totalCodeSize(size))
                .build();
    }
}
