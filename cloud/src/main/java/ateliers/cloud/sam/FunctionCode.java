package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function's {@code Code}: inline, an object in S3, or an image. */
final class FunctionCode {

    private static final Pattern DYNAMIC =
            Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.\\-/]+(:\\d+)?}}");

    private FunctionCode() {}

    static ObjectNode of(SamResource resource) {
        JsonNode packageType = resource.get("PackageType");
        String kind = packageType == null ? "Zip" : packageType.asText();
        ObjectNode code = switch (kind) {
            case "Zip" -> zip(resource);
            case "Image" -> image(resource);
            default -> throw resource.problem("invalid 'PackageType' : " + kind);
        };
        if (kind.equals("Zip") && Nodes.says(resource.get("SourceKMSKeyArn"))) {
            code.set("SourceKMSKeyArn", resource.get("SourceKMSKeyArn"));
        }
        return code;
    }

    private static ObjectNode zip(SamResource resource) {
        JsonNode inline = resource.get("InlineCode");
        if (inline != null) {
            return Nodes.object("ZipFile", inline);
        }
        JsonNode uri = resource.get("CodeUri");
        if (uri == null) {
            throw resource.problem("Only one of 'InlineCode' or 'CodeUri' can be set.");
        }
        return s3Object(resource, uri, "CodeUri");
    }

    private static ObjectNode image(SamResource resource) {
        JsonNode uri = resource.get("ImageUri");
        if (!Nodes.says(uri)) {
            throw resource.problem("'ImageUri' must be set.");
        }
        return Nodes.object("ImageUri", uri);
    }

    /** Where S3 has a file that a property names. */
    static ObjectNode s3Object(SamResource resource, JsonNode uri, String property) {
        if (uri.isObject()) {
            if (!Nodes.says(uri.get("Bucket")) || !Nodes.says(uri.get("Key"))) {
                throw resource.problem("'" + property + "' requires Bucket and Key properties to be specified.");
            }
            return Nodes.object(
                    "S3Bucket",
                    uri.get("Bucket"),
                    "S3Key",
                    uri.get("Key"),
                    "S3ObjectVersion",
                    Nodes.get(uri, "Version"));
        }
        if (!uri.isTextual()) {
            throw resource.problem("'" + property + "' must be of type dict or string.");
        }
        Matcher dynamic = DYNAMIC.matcher(uri.textValue());
        if (dynamic.find() && dynamic.group().contains("/")) {
            throw resource.problem("Unsupported dynamic reference detected in '" + property
                    + "'. Please consider using alternative 'FunctionCode' object format.");
        }
        return S3Uri.parse(uri.textValue())
                .map(at -> Nodes.object("S3Bucket", at.bucket(), "S3Key", at.key(), "S3ObjectVersion", at.version()))
                .orElseThrow(() -> resource.problem(S3Uri.refusal(property)));
    }

    /** Refuses properties that do not go with the package type. */
    static void checkPackage(SamResource resource) {
        boolean image = resource.get("PackageType") != null
                && resource.get("PackageType").asText().equals("Image");
        boolean handled = Nodes.says(resource.get("Runtime")) && Nodes.says(resource.get("Handler"));
        if (!image && !handled) {
            throw resource.problem("Runtime and Handler needs to be present when PackageType is of type `Zip`");
        }
        if (!image && Nodes.says(resource.get("ImageConfig"))) {
            throw resource.problem("ImageUri or ImageConfig cannot be present when PackageType is of type `Zip`");
        }
        boolean zipOnly = Nodes.says(resource.get("Runtime"))
                || Nodes.says(resource.get("Handler"))
                || Nodes.says(resource.get("Layers"));
        if (image && zipOnly) {
            throw resource.problem("Runtime, Handler, Layers cannot be present when PackageType is of type `Image`");
        }
    }
}
