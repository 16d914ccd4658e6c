package ateliers.cloud.services.lambda;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import java.util.List;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigResponse;

/**
 * URLs of functions: one for the function itself and one for each alias.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">Creating and managing Lambda
 *     function URLs</a>
 */
final class UrlOperations implements LambdaClient, Operations {
    private static final int ID_LENGTH = 32;
    private static final int MOST_IN_A_PAGE = 50;

    private final ServiceContext cloud;
    private final Functions functions;

    UrlOperations(ServiceContext cloud, Functions functions) {
        this.cloud = cloud;
        this.functions = functions;
    }

    @Override
    public CreateFunctionUrlConfigResponse createFunctionUrlConfig(CreateFunctionUrlConfigRequest request) {
        FunctionName name = UrlRules.name(request.functionName(), request.qualifier());
        if (request.authTypeAsString() == null) {
            throw LambdaErrors.missing("authType");
        }
        UrlRules.check(request.authTypeAsString(), request.invokeModeAsString(), request.cors());
        Function function = target(name);
        String arn = name.arn(cloud.place());
        String now = cloud.clock().instant().toString();
        UrlConfig made = new UrlConfig(
                Ids.random(ID_LENGTH), arn, request.authType(), orNone(request.cors()), request.invokeMode(), now, now);
        if (function.urls.putIfAbsent(name.qualifier().orElse(""), made) != null) {
            throw LambdaErrors.conflict("Failed to create function url config for [functionArn = " + arn
                    + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
        }
        return Pojos.copy(made.view(cloud.place()), CreateFunctionUrlConfigResponse.builder())
                .invokeMode(made.mode())
                .build();
    }

    @Override
    public UpdateFunctionUrlConfigResponse updateFunctionUrlConfig(UpdateFunctionUrlConfigRequest request) {
        FunctionName name = UrlRules.name(request.functionName(), request.qualifier());
        UrlRules.check(request.authTypeAsString(), request.invokeModeAsString(), request.cors());
        Function function = target(name);
        UrlConfig now = config(name);
        UrlConfig changed = new UrlConfig(
                now.id(),
                now.functionArn(),
                request.authType() == null ? now.auth() : request.authType(),
                request.cors() == null ? now.cors() : orNone(request.cors()),
                request.invokeMode() == null ? now.mode() : request.invokeMode(),
                now.created(),
                cloud.clock().instant().toString());
        function.urls.put(name.qualifier().orElse(""), changed);
        return Pojos.copy(changed.view(cloud.place()), UpdateFunctionUrlConfigResponse.builder())
                .invokeMode(changed.mode())
                .build();
    }

    @Override
    public GetFunctionUrlConfigResponse getFunctionUrlConfig(GetFunctionUrlConfigRequest request) {
        UrlConfig config = config(UrlRules.name(request.functionName(), request.qualifier()));
        return Pojos.copy(config.view(cloud.place()), GetFunctionUrlConfigResponse.builder())
                .build();
    }

    @Override
    public DeleteFunctionUrlConfigResponse deleteFunctionUrlConfig(DeleteFunctionUrlConfigRequest request) {
        FunctionName name = UrlRules.name(request.functionName(), request.qualifier());
        config(name);
        functions
                .find(name)
                .ifPresent(function -> function.urls.remove(name.qualifier().orElse("")));
        return DeleteFunctionUrlConfigResponse.builder().build();
    }

    @Override
    public ListFunctionUrlConfigsResponse listFunctionUrlConfigs(ListFunctionUrlConfigsRequest request) {
        LambdaErrors.constraints()
                .between("maxItems", request.maxItems(), 1, MOST_IN_A_PAGE)
                .require();
        Function function =
                functions.find(FunctionName.of(request.functionName())).orElseThrow(UrlOperations::noFunction);
        List<FunctionUrlConfig> all = function.urls.values().stream()
                .map(config -> config.view(cloud.place()))
                .toList();
        var page = Lists.page(all, request.marker(), request.maxItems(), MOST_IN_A_PAGE);
        return ListFunctionUrlConfigsResponse.builder()
                .functionUrlConfigs(page.items())
                .nextMarker(page.next())
                .build();
    }

    /** The function that is named, which has the alias that is. */
    private Function target(FunctionName name) {
        return functions
                .find(name)
                .filter(function -> name.qualifier().isEmpty()
                        || function.aliases.containsKey(name.qualifier().get()))
                .orElseThrow(UrlOperations::noFunction);
    }

    private static RuntimeException noFunction() {
        return LambdaErrors.notFound("Function does not exist");
    }

    private UrlConfig config(FunctionName name) {
        return functions
                .url(name)
                .orElseThrow(() -> LambdaErrors.notFound("The resource you requested does not exist."));
    }

    /** An empty configuration takes the one before away. */
    private static Cors orNone(Cors cors) {
        return cors == null || cors.equals(Cors.builder().build()) ? null : cors;
    }
}
