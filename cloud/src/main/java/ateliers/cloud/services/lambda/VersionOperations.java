package ateliers.cloud.services.lambda;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import ateliers.cloud.services.lambda.api.Lists;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/**
 * Versions, and the aliases that name them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Aliases</a>
 */
final class VersionOperations implements LambdaClient, Operations {
    private final Functions functions;

    VersionOperations(Functions functions) {
        this.functions = functions;
    }

    @Override
    public PublishVersionResponse publishVersion(PublishVersionRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        function.requireSettled();
        function.checkRevision(request.revisionId());
        String latest = function.latest.code().codeSha256();
        if (request.codeSha256() != null && !request.codeSha256().equals(latest)) {
            throw LambdaErrors.invalid("CodeSHA256 (" + request.codeSha256() + ") is different from current"
                    + " CodeSHA256 in $LATEST (" + latest
                    + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        Version made = functions.publish(function, request.description());
        return Pojos.copy(Views.configuration(function, made, true), PublishVersionResponse.builder())
                .build();
    }

    @Override
    public ListVersionsByFunctionResponse listVersionsByFunction(ListVersionsByFunctionRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        var page = Lists.page(Views.versions(function), request.marker(), request.maxItems(), 50);
        return ListVersionsByFunctionResponse.builder()
                .versions(page.items())
                .nextMarker(page.next())
                .build();
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        Checks.required("name", request.name(), "(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        Function function =
                functions.get(FunctionName.of(request.functionName()).or(request.functionVersion()));
        if (function.aliases.containsKey(request.name())) {
            throw LambdaErrors.conflict("Alias already exists: " + function.arn + ":" + request.name());
        }
        AliasConfiguration alias = put(
                function, request.name(), request.functionVersion(), request.description(), request.routingConfig());
        return Pojos.copy(alias, CreateAliasResponse.builder()).build();
    }

    private static AliasConfiguration put(
            Function function, String name, String number, String description, AliasRoutingConfiguration routing) {
        if (number == null) {
            throw LambdaErrors.missing("functionVersion");
        }
        synchronized (function) {
            if (!number.equals(FunctionName.LATEST) && !function.published.containsKey(number)) {
                throw LambdaErrors.notFound("Function not found: " + function.arn + ":" + number);
            }
            AliasConfiguration alias = AliasConfiguration.builder()
                    .aliasArn(function.arn + ":" + name)
                    .name(name)
                    .functionVersion(number)
                    .description(description == null ? "" : description)
                    .routingConfig(AliasRouting.checked(function, number, routing))
                    .revisionId(UUID.randomUUID().toString())
                    .build();
            function.aliases.put(name, alias);
            return alias;
        }
    }

    private static AliasConfiguration alias(Function function, String name, String refusal) {
        AliasConfiguration alias = name == null ? null : function.aliases.get(name);
        if (alias == null) {
            throw LambdaErrors.notFound(refusal + function.arn + ":" + name);
        }
        return alias;
    }

    @Override
    public GetAliasResponse getAlias(GetAliasRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        return Pojos.copy(alias(function, request.name(), "Cannot find alias arn: "), GetAliasResponse.builder())
                .build();
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        AliasConfiguration now = alias(function, request.name(), "Alias not found: ");
        if (request.revisionId() != null && !request.revisionId().equals(now.revisionId())) {
            throw LambdaErrors.staleRevision();
        }
        AliasConfiguration alias = put(
                function,
                request.name(),
                request.functionVersion() == null ? now.functionVersion() : request.functionVersion(),
                request.description() == null ? now.description() : request.description(),
                request.routingConfig() == null ? now.routingConfig() : request.routingConfig());
        return Pojos.copy(alias, UpdateAliasResponse.builder()).build();
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        function.aliases.remove(request.name());
        return DeleteAliasResponse.builder().build();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        Function function = functions.get(FunctionName.of(request.functionName()));
        List<AliasConfiguration> all = function.aliases.values().stream()
                .filter(alias ->
                        request.functionVersion() == null || AliasRouting.leadsTo(alias, request.functionVersion()))
                .toList();
        var page = Lists.page(all, request.marker(), request.maxItems(), 50);
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.next())
                .build();
    }
}
