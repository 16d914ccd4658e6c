package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.Cors;
import software.amazon.awssdk.services.lambda.model.InvokeMode;

/**
 * What Lambda refuses of function URLs.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html">CreateFunctionUrlConfig</a>
 */
final class UrlRules {
    /** A URL is of a function or of an alias, never of a version. */
    private static final String ALIAS = "((?!^\\d+$)^[0-9a-zA-Z-_]+$)";

    private static final int MOST = 100;
    private static final int MOST_METHODS = 6;
    private static final int LONGEST_AGE = 86_400;

    private UrlRules() {}

    /** The function or alias that a request names. */
    static FunctionName name(String functionName, String qualifier) {
        LambdaErrors.constraints().pattern("qualifier", qualifier, ALIAS).require();
        FunctionName name = FunctionName.of(functionName, qualifier);
        LambdaErrors.constraints()
                .pattern("qualifier", name.qualifier().orElse(null), ALIAS)
                .require();
        return name;
    }

    /** What a request may ask for; null where it does not say. */
    static void check(String authType, String invokeMode, Cors cors) {
        Constraints constraints = LambdaErrors.constraints()
                .oneOf("authType", authType, List.of("NONE", "AWS_IAM"))
                .oneOf("invokeMode", invokeMode, List.of("RESPONSE_STREAM", "BUFFERED"));
        if (cors != null) {
            constraints.between("cors.maxAge", cors.maxAge(), 0, LONGEST_AGE);
            texts(constraints, "cors.allowMethods", cors.allowMethods(), MOST_METHODS, 0, 6);
            texts(constraints, "cors.allowOrigins", cors.allowOrigins(), MOST, 1, 253);
            texts(constraints, "cors.allowHeaders", cors.allowHeaders(), MOST, 0, 1024);
            texts(constraints, "cors.exposeHeaders", cors.exposeHeaders(), MOST, 0, 1024);
        }
        constraints.require();
        if (InvokeMode.RESPONSE_STREAM.toString().equals(invokeMode)) {
            throw new Unsupported("lambda: function URLs that stream (InvokeMode RESPONSE_STREAM)");
        }
    }

    private static void texts(
            Constraints constraints, String member, List<String> texts, int most, int shortest, int longest) {
        constraints.length(member, texts, texts.size(), 0, most);
        boolean fit = texts.stream().allMatch(text -> text.length() >= shortest && text.length() <= longest);
        constraints.must(
                fit,
                texts,
                member,
                "satisfy constraint: [Member must have length less than or equal to " + longest
                        + ", Member must have length greater than or equal to " + shortest
                        + ", Member must not be null]");
    }
}
