package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;

/**
 * The resource policies of functions, versions and aliases.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource-based
 *     policies</a>
 */
final class PermissionOperations implements LambdaClient, Operations {
    private final Place place;
    private final Functions functions;

    PermissionOperations(Place place, Functions functions) {
        this.place = place;
        this.functions = functions;
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        FunctionName name = FunctionName.of(request.functionName(), request.qualifier());
        Function function = functions.get(name);
        target(function, name);
        String statement = function.policies
                .computeIfAbsent(name.qualifier().orElse(""), q -> new ResourcePolicy())
                .add(request, name.arn(place), place.account());
        return AddPermissionResponse.builder().statement(statement).build();
    }

    /** A policy is of a function, a published version or an alias that is there. */
    private void target(Function function, FunctionName name) {
        String qualifier = name.qualifier().orElse("");
        if (qualifier.equals(FunctionName.LATEST)) {
            throw LambdaErrors.invalid("We currently do not support adding policies for $LATEST.");
        }
        boolean named = qualifier.matches("[a-zA-Z0-9-_]*[a-zA-Z-_][a-zA-Z0-9-_]*");
        if (named && !function.aliases.containsKey(qualifier)) {
            throw LambdaErrors.notFound("Cannot find alias arn: " + function.arn + ":" + qualifier);
        }
        functions.version(name);
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        ResourcePolicy policy = policy(
                FunctionName.of(request.functionName(), request.qualifier()),
                "No policy is associated with the given resource.");
        policy.remove(request.statementId(), request.revisionId());
        return RemovePermissionResponse.builder().build();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest request) {
        ResourcePolicy policy = policy(
                FunctionName.of(request.functionName(), request.qualifier()),
                "The resource you requested does not exist.");
        return GetPolicyResponse.builder()
                .policy(policy.document())
                .revisionId(policy.revision())
                .build();
    }

    private ResourcePolicy policy(FunctionName name, String otherwise) {
        return functions
                .get(name)
                .policy(name.qualifier().orElse(""))
                .orElseThrow(() -> LambdaErrors.notFound(otherwise));
    }
}
