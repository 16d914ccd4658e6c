package ateliers.cloud.services.cloudcontrol;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Door;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.template.ResourceSchemas;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceRequest;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Cloud Control's operations: it asks the resource's service, with its caller's permissions. */
final class CloudControl implements CloudControlClient, Operations {
    private static final String FUNCTION_URL = "AWS::Lambda::Url";

    private final Door door;

    CloudControl(Door door) {
        this.door = door;
    }

    /** @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResource.html">GetResource</a> */
    @Override
    public GetResourceResponse getResource(GetResourceRequest request) {
        Constraints.refusedBy(CloudControlErrors::validation)
                .present("typeName", request.typeName())
                .present("identifier", request.identifier())
                .require();
        if (!ResourceSchemas.extract().known(request.typeName())) {
            throw CloudControlErrors.noType(request.typeName());
        }
        if (!request.typeName().equals(FUNCTION_URL)) {
            throw new Unsupported("cloudcontrolapi: GetResource of the type " + request.typeName());
        }
        GetFunctionUrlConfigResponse url = url(request.identifier());
        return GetResourceResponse.builder()
                .typeName(FUNCTION_URL)
                .resourceDescription(described -> described
                        .identifier(url.functionArn())
                        .properties(properties(url).toString()))
                .build();
    }

    private GetFunctionUrlConfigResponse url(String function) {
        try {
            return door.as(
                            CallContext.caller(),
                            LambdaClient.class,
                            CallContext.viaService("cloudformation.amazonaws.com"))
                    .getFunctionUrlConfig(r -> r.functionName(function));
        } catch (ResourceNotFoundException e) {
            throw CloudControlErrors.noResource(FUNCTION_URL, function);
        } catch (LambdaException e) {
            throw e.statusCode() == 403
                    ? CloudControlErrors.denied(AwsErrors.message(e))
                    : CloudControlErrors.validation(AwsErrors.message(e));
        }
    }

    /** As the type's schema names them. */
    private static ObjectNode properties(GetFunctionUrlConfigResponse url) {
        ObjectNode properties = JsonNodeFactory.instance
                .objectNode()
                .put("FunctionArn", url.functionArn())
                .put("TargetFunctionArn", url.functionArn())
                .put("InvokeMode", url.invokeModeAsString())
                .put("FunctionUrl", url.functionUrl())
                .put("AuthType", url.authTypeAsString());
        if (url.cors() != null) {
            properties.set("Cors", cors(url.cors()));
        }
        return properties;
    }

    private static ObjectNode cors(Cors given) {
        ObjectNode cors = JsonNodeFactory.instance.objectNode();
        if (given.allowCredentials() != null) {
            cors.put("AllowCredentials", given.allowCredentials());
        }
        if (given.maxAge() != null) {
            cors.put("MaxAge", given.maxAge());
        }
        given.allowHeaders().forEach(each -> cors.withArray("AllowHeaders").add(each));
        given.allowMethods().forEach(each -> cors.withArray("AllowMethods").add(each));
        given.allowOrigins().forEach(each -> cors.withArray("AllowOrigins").add(each));
        given.exposeHeaders().forEach(each -> cors.withArray("ExposeHeaders").add(each));
        return cors;
    }
}
