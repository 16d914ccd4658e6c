package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/** {@code AWS::Lambda::Alias}. */
public final class AliasProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public Completes completes() {
        return Completes.by("FunctionName");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Description", "FunctionName", "FunctionVersion", "Name", "RoutingConfig");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(LambdaClient.class)
                .createAlias(Shapes.fill(CreateAliasRequest.builder(), properties(call))
                        .build())
                .aliasArn());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.client(LambdaClient.class)
                .updateAlias(Shapes.fill(UpdateAliasRequest.builder(), properties(call))
                        .build())
                .aliasArn());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class)
                .deleteAlias(request ->
                        request.functionName(call.text("FunctionName")).name(call.text("Name")));
    }

    /** Weights are a list in templates and a map for Lambda; none at all takes those before away. */
    private static ObjectNode properties(ResourceCall call) {
        ObjectNode properties = call.properties().deepCopy();
        ObjectNode weights = properties.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        call.properties()
                .path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .forEach(each -> weights.set(each.path("FunctionVersion").asText(), each.get("FunctionWeight")));
        if (!properties.has("Description")) {
            properties.put("Description", "");
        }
        return properties;
    }

    private static Physical physical(String arn) {
        return new Physical(arn, Map.of("AliasArn", arn));
    }
}
