package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A function's URL and, where it is public, the permissions to call it.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-functionurlconfig.html">FunctionUrlConfig</a>
 */
final class FunctionUrls {

    private static final Predicate<JsonNode> LIST = JsonNode::isArray;
    private static final Map<String, Predicate<JsonNode>> CORS = Map.of(
            "AllowOrigins", LIST,
            "AllowMethods", LIST,
            "AllowCredentials", JsonNode::isBoolean,
            "AllowHeaders", LIST,
            "ExposeHeaders", LIST,
            "MaxAge", JsonNode::isIntegralNumber);

    private FunctionUrls() {}

    /** @param alias the alias that the URL is of, or null for the function itself */
    static void add(SamResource resource, CfnResource alias, List<CfnResource> generated) {
        JsonNode config = resource.get("FunctionUrlConfig");
        if (!Nodes.says(config)) {
            return;
        }
        boolean intrinsic = Intrinsics.isIntrinsic(config);
        JsonNode auth = Nodes.get(config, "AuthType");
        if (!intrinsic) {
            check(resource, config, auth);
        }
        ObjectNode attributes = resource.sharedAttributes();
        ObjectNode target = Intrinsics.ref(alias == null ? resource.logicalId() : alias.logicalId());
        CfnResource url = new CfnResource(resource.logicalId() + "Url", "AWS::Lambda::Url", attributes)
                .set("AuthType", auth)
                .set("TargetFunctionArn", target)
                .set("InvokeMode", Nodes.get(config, "InvokeMode"));
        if (Nodes.says(config.get("Cors"))) {
            url.set("Cors", config.get("Cors"));
        }
        generated.add(url);
        if (!intrinsic && auth.isTextual() && auth.textValue().equals("NONE")) {
            generated.add(new CfnResource(
                            resource.logicalId() + "UrlPublicPermissions", "AWS::Lambda::Permission", attributes)
                    .set("Action", "lambda:InvokeFunctionUrl")
                    .set("FunctionName", target)
                    .set("Principal", "*")
                    .set("FunctionUrlAuthType", auth));
            generated.add(new CfnResource(
                            resource.logicalId() + "URLInvokeAllowPublicAccess", "AWS::Lambda::Permission", attributes)
                    .set("Action", "lambda:InvokeFunction")
                    .set("FunctionName", target)
                    .set("Principal", "*")
                    .set("InvokedViaFunctionUrl", true));
        }
    }

    private static void check(SamResource resource, JsonNode config, JsonNode auth) {
        for (String name : Nodes.names(config)) {
            if (!List.of("AuthType", "Cors", "InvokeMode").contains(name)) {
                throw Gaps.property("FunctionUrlConfig", name, resource.logicalId());
            }
        }
        boolean known = auth != null && List.of("AWS_IAM", "NONE").contains(auth.asText());
        if (!known && !Intrinsics.isIntrinsic(auth)) {
            throw resource.problem("AuthType is required to configure function property `FunctionUrlConfig`. "
                    + "Please provide either AWS_IAM or NONE.");
        }
        JsonNode cors = Nodes.get(config, "Cors");
        if (!Nodes.says(cors) || Intrinsics.isIntrinsic(cors)) {
            return;
        }
        if (!cors.isObject()) {
            throw SamProblem.wrongType(resource.logicalId(), "FunctionUrlConfig.Cors", "map");
        }
        for (String name : Nodes.names(cors)) {
            if (!CORS.containsKey(name)) {
                throw resource.problem(name + " is not a valid property for configuring Cors.");
            }
            JsonNode value = cors.get(name);
            if (!Intrinsics.isIntrinsic(value) && !CORS.get(name).test(value)) {
                String expected = name.equals("AllowCredentials") ? "bool" : name.equals("MaxAge") ? "int" : "list";
                throw resource.problem(name + " must be of type " + expected + ".");
            }
        }
    }
}
