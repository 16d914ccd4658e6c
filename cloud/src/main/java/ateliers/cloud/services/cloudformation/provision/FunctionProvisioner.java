package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/** {@code AWS::Lambda::Function} with code in S3. */
public final class FunctionProvisioner implements Provisioner {

    private static final Pattern OTHER_LANGUAGES =
            Pattern.compile("(nodejs2\\d\\.x|nodejs18\\.x|python3\\.\\d+|dotnet[68]|ruby3\\.\\d|provided\\.al2(023)?)");

    @Override
    public String type() {
        return "AWS::Lambda::Function";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "Architectures",
                "Code.S3Bucket",
                "Code.S3Key",
                "Code.S3ObjectVersion",
                "Code.ZipFile",
                "DeadLetterConfig",
                "Description",
                "Environment",
                "EphemeralStorage",
                "FunctionName",
                "Handler",
                "Layers",
                "LoggingConfig",
                "MemorySize",
                "PackageType",
                "RecursiveLoop",
                "ReservedConcurrentExecutions",
                "Role",
                "Runtime",
                "SnapStart",
                "Tags",
                "Timeout",
                "TracingConfig");
    }

    @Override
    public String nameProperty() {
        return "FunctionName";
    }

    @Override
    public Optional<String> existing(ResourceCall call, String name) {
        call.client(LambdaClient.class).getFunction(request -> request.functionName(name));
        return Optional.of(name);
    }

    @Override
    public void refuseGaps(ObjectNode properties) {
        String runtime = properties.path("Runtime").asText();
        if (OTHER_LANGUAGES.matcher(runtime).matches()) {
            throw new Unsupported("lambda: the runtime " + runtime);
        }
    }

    @Override
    public Physical create(ResourceCall call) {
        refuseInlineCode(call);
        LambdaClient lambda = call.client(LambdaClient.class);
        String name = call.name("FunctionName", 64);
        ObjectNode properties = call.properties().deepCopy();
        properties.remove("Tags"); // a list here, a map there
        String arn = lambda.createFunction(Shapes.fill(CreateFunctionRequest.builder(), properties)
                        .functionName(name)
                        .tags(call.allTags())
                        .build())
                .functionArn();
        call.settled().run();
        try {
            reserve(lambda, name, call, false);
            loop(lambda, name, call, false);
        } catch (RuntimeException e) {
            lambda.deleteFunction(request -> request.functionName(name));
            throw e;
        }
        return new Physical(name, Map.of("Arn", arn));
    }

    /** Source text in a template is for scripting languages; this cloud has none of their runtimes. */
    private static void refuseInlineCode(ResourceCall call) {
        if (!call.properties().path("Code").has("ZipFile")) {
            return;
        }
        String runtime = call.text("Runtime");
        if (runtime == null) {
            throw new IllegalArgumentException(
                    "Invalid request provided: Using the ZipFile attribute requires a runtime to be specified");
        } else if (runtime.startsWith("nodejs") || runtime.startsWith("python")) {
            throw new Unsupported("lambda: the runtime " + runtime);
        }
        throw new IllegalArgumentException("ZipFile can only be used when Runtime is set to either of nodejs8.10,"
                + " nodejs10.x, nodejs12.x, python2.7, python3.6, python3.7.");
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        refuseInlineCode(call);
        LambdaClient lambda = call.client(LambdaClient.class);
        String name = call.physicalId();
        ObjectNode properties = call.properties().deepCopy();
        resetRemoved(name, properties, before);
        lambda.updateFunctionConfiguration(Shapes.fill(UpdateFunctionConfigurationRequest.builder(), properties)
                .functionName(name)
                .build());
        call.settled().run();
        JsonNode code = call.properties().path("Code");
        if (!code.equals(before.path("Code")) || !same(call, before, "Architectures")) {
            ObjectNode update = code.deepCopy();
            if (call.has("Architectures")) {
                update.set("Architectures", call.properties().get("Architectures"));
            }
            lambda.updateFunctionCode(Shapes.fill(UpdateFunctionCodeRequest.builder(), update)
                    .functionName(name)
                    .build());
            call.settled().run();
        }
        if (!same(call, before, "ReservedConcurrentExecutions")) {
            reserve(lambda, name, call, true);
        }
        if (!same(call, before, "RecursiveLoop")) {
            loop(lambda, name, call, true);
        }
        String arn = lambda.getFunctionConfiguration(request -> request.functionName(name))
                .functionArn();
        call.tagChange(before)
                .apply(
                        keys -> lambda.untagResource(
                                request -> request.resource(arn).tagKeys(keys)),
                        set -> lambda.tagResource(
                                request -> request.resource(arn).tags(set)));
        return new Physical(name, Map.of("Arn", arn));
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class).deleteFunction(request -> request.functionName(call.physicalId()));
    }

    /** Lambda keeps what an update does not mention; CloudFormation goes back to Lambda's defaults. */
    private static void resetRemoved(String function, ObjectNode properties, ObjectNode before) {
        Map<String, Consumer<ObjectNode>> defaults = Map.of(
                "DeadLetterConfig", each -> each.putObject("DeadLetterConfig").put("TargetArn", ""),
                "Description", each -> each.put("Description", ""),
                "Environment", each -> each.putObject("Environment").putObject("Variables"),
                "EphemeralStorage", each -> each.putObject("EphemeralStorage").put("Size", 512),
                "Layers", each -> each.putArray("Layers"),
                "LoggingConfig",
                        each -> each.putObject("LoggingConfig")
                                .put("LogFormat", "Text")
                                .put("LogGroup", "/aws/lambda/" + function),
                "MemorySize", each -> each.put("MemorySize", 128),
                "SnapStart", each -> each.putObject("SnapStart").put("ApplyOn", "None"),
                "Timeout", each -> each.put("Timeout", 3),
                "TracingConfig", each -> each.putObject("TracingConfig").put("Mode", "PassThrough"));
        defaults.forEach((name, reset) -> {
            if (before.has(name) && !properties.has(name)) {
                reset.accept(properties);
            }
        });
    }

    private static boolean same(ResourceCall call, ObjectNode before, String property) {
        return before.path(property).equals(call.properties().path(property));
    }

    private static void loop(LambdaClient lambda, String name, ResourceCall call, boolean before) {
        if (call.has("RecursiveLoop") || before) {
            String loop = call.has("RecursiveLoop") ? call.text("RecursiveLoop") : "Terminate";
            lambda.putFunctionRecursionConfig(
                    request -> request.functionName(name).recursiveLoop(loop));
        }
    }

    private static void reserve(LambdaClient lambda, String name, ResourceCall call, boolean before) {
        if (call.has("ReservedConcurrentExecutions")) {
            int reserved = Integer.parseInt(call.text("ReservedConcurrentExecutions"));
            lambda.putFunctionConcurrency(request -> request.functionName(name).reservedConcurrentExecutions(reserved));
        } else if (before) {
            lambda.deleteFunctionConcurrency(request -> request.functionName(name));
        }
    }
}
