package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;

/**
 * What becomes of a function in a loop.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html">
 *     PutFunctionRecursionConfig</a>
 */
final class RecursionOperations implements LambdaClient, Operations {
    private final Functions functions;

    RecursionOperations(Functions functions) {
        this.functions = functions;
    }

    @Override
    public PutFunctionRecursionConfigResponse putFunctionRecursionConfig(PutFunctionRecursionConfigRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        if (request.recursiveLoopAsString() == null) {
            throw LambdaErrors.missing("recursiveLoop");
        }
        LambdaErrors.constraints()
                .oneOf("recursiveLoop", request.recursiveLoopAsString(), List.of("Allow", "Terminate"))
                .require();
        function.recursiveLoop = request.recursiveLoop();
        return PutFunctionRecursionConfigResponse.builder()
                .recursiveLoop(function.recursiveLoop)
                .build();
    }

    @Override
    public GetFunctionRecursionConfigResponse getFunctionRecursionConfig(GetFunctionRecursionConfigRequest request) {
        return GetFunctionRecursionConfigResponse.builder()
                .recursiveLoop(functions.get(FunctionName.of(request.functionName())).recursiveLoop)
                .build();
    }
}
