package ateliers.cloud.executeapi;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.Mirror;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Functions of a real cloud, which are there with their policies, but whose invocations a test answers: nothing is
 * started. They remember their events.
 */
public final class PlayedFunctions {
    private final CloudExtension cloud;
    private final LambdaClient lambda;
    private final Map<String, List<JsonNode>> events = new ConcurrentHashMap<>();
    private String role;

    public PlayedFunctions(CloudExtension cloud) {
        this.cloud = cloud;
        this.lambda = cloud.client(LambdaClient.builder());
    }

    /** A new function that answers what a test says; its ARN. */
    public String answering(String name, UnaryOperator<JsonNode> answer) {
        return made(
                name,
                event -> InvokeResponse.builder()
                        .payload(SdkBytes.fromUtf8String(answer.apply(event).toString()))
                        .build());
    }

    /** A new function that ends in an error with this message; its ARN. */
    public String failing(String name, String message) {
        String error =
                ProxyEvent.JSON.createObjectNode().put("errorMessage", message).toString();
        return made(
                name,
                event -> InvokeResponse.builder()
                        .functionError("Unhandled")
                        .payload(SdkBytes.fromUtf8String(error))
                        .build());
    }

    /** A new function that mirrors its event as the body of its answer to a proxy integration; its ARN. */
    public String mirroring(String name) {
        return answering(
                name,
                event -> ProxyEvent.JSON
                        .createObjectNode()
                        .put("statusCode", 200)
                        .put("body", event.toString()));
    }

    private String made(String name, Function<JsonNode, InvokeResponse> answer) {
        String arn = lambda.createFunction(r -> r.functionName(name)
                        .runtime("java21")
                        .handler(Mirror.class.getName())
                        .role(role())
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(Mirror.class)))))
                .functionArn();
        List<JsonNode> seen = events.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
        cloud.cloud()
                .faults()
                .inject(
                        "lambda",
                        "Invoke",
                        request -> ((InvokeRequest) request).functionName().equals(arn),
                        Integer.MAX_VALUE,
                        (request, real) -> {
                            JsonNode event = ProxyEvent.JSON.readTree(
                                    ((InvokeRequest) request).payload().asByteArrayUnsafe());
                            seen.add(event);
                            return answer.apply(event).toBuilder()
                                    .statusCode(200)
                                    .build();
                        });
        return arn;
    }

    private String role() {
        if (role == null) {
            role = role("lambda.amazonaws.com");
        }
        return role;
    }

    /** A new role that lets a service in; its ARN. */
    public String role(String service) {
        return cloud.client(IamClient.builder())
                .createRole(r -> r.roleName("role-" + Ids.random(6))
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
    }

    /** Lets API Gateway invoke a function for something. */
    public void permit(String name, String sourceArn) {
        lambda.addPermission(r -> r.functionName(name)
                .statementId("s" + Ids.random(6))
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .sourceArn(sourceArn));
    }

    /** The events that a function has seen. */
    public List<JsonNode> events(String name) {
        return events.get(name);
    }

    /** The URI under which API Gateway knows a function. */
    public static String uri(String arn) {
        return "arn:aws:apigateway:eu-west-3:lambda:path/2015-03-31/functions/" + arn + "/invocations";
    }
}
