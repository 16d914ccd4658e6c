package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;

/**
 * URLs of functions as they are configured, in the words that LocalStack recorded on AWS ({@code
 * lambda_/test_lambda_api.snapshot.json}, TestLambdaUrl).
 */
class FunctionUrlConfigTest {
    private static final String NOT_AN_ALIAS =
            "ValidationException: 1 validation error detected: Value '%s' at 'qualifier' failed to satisfy constraint:"
                    + " Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)";
    private static final String GONE = "ResourceNotFoundException: The resource you requested does not exist.";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String arn;

    @BeforeEach
    void makeFunction() {
        lambda = cloud.client(LambdaClient.builder());
        Subjects subjects = new Subjects(cloud.cloud());
        subjects.create("f", subjects.role("runner", "lambda.amazonaws.com"), r -> {});
        lambda.publishVersion(r -> r.functionName("f"));
        lambda.createAlias(r -> r.functionName("f").name("live").functionVersion("1"));
        arn = cloud.cloud().place().arn("lambda", "function:f");
    }

    private CreateFunctionUrlConfigResponse create(String qualifier) {
        return lambda.createFunctionUrlConfig(
                r -> r.functionName("f").qualifier(qualifier).authType("NONE"));
    }

    @Test
    void aUrlIsMadeShownChangedAndDeleted() {
        CreateFunctionUrlConfigResponse made = create(null);
        assertThat(made.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(made.functionUrl()).matches("https://[a-z0-9]{32}\\.lambda-url\\.eu-west-3\\.on\\.aws/");
        assertThat(made.functionArn()).isEqualTo(arn);
        assertThat(made.creationTime()).isNotNull();
        assertThat(made.invokeMode()).isNull();
        assertThat(refusal(() -> create(null)))
                .isEqualTo("ResourceConflictException: Failed to create function url config for [functionArn = " + arn
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");

        GetFunctionUrlConfigResponse seen = lambda.getFunctionUrlConfig(r -> r.functionName(arn));
        assertThat(seen.functionUrl()).isEqualTo(made.functionUrl());
        assertThat(seen.invokeModeAsString()).isEqualTo("BUFFERED");
        assertThat(seen.lastModifiedTime()).isNotNull();
        assertThat(seen.cors()).isNull();

        var changed = lambda.updateFunctionUrlConfig(
                r -> r.functionName("f").authType("AWS_IAM").cors(c -> c.allowOrigins("*")));
        assertThat(changed.authTypeAsString()).isEqualTo("AWS_IAM");
        assertThat(changed.functionUrl()).isEqualTo(made.functionUrl());
        assertThat(lambda.updateFunctionUrlConfig(r -> r.functionName("f"))
                        .cors()
                        .allowOrigins())
                .containsExactly("*");
        assertThat(lambda.updateFunctionUrlConfig(r -> r.functionName("f").cors(c -> {}))
                        .cors())
                .isNull();

        assertThat(lambda.deleteFunctionUrlConfig(r -> r.functionName("f"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        assertThat(refusal(() -> lambda.getFunctionUrlConfig(r -> r.functionName("f"))))
                .isEqualTo(GONE);
        assertThat(create(null).functionUrl()).isNotEqualTo(made.functionUrl());
    }

    @Test
    void functionAndAliasHaveOneEach() {
        create(null);
        assertThat(create("live").functionArn()).isEqualTo(arn + ":live");

        var first = lambda.listFunctionUrlConfigs(r -> r.functionName("f").maxItems(1));
        var second = lambda.listFunctionUrlConfigs(
                r -> r.functionName("f").maxItems(1).marker(first.nextMarker()));
        assertThat(first.functionUrlConfigs())
                .extracting(FunctionUrlConfig::functionArn)
                .containsExactly(arn);
        assertThat(second.functionUrlConfigs())
                .extracting(FunctionUrlConfig::functionArn)
                .containsExactly(arn + ":live");

        lambda.deleteFunctionUrlConfig(r -> r.functionName("f"));
        assertThat(lambda.getFunctionUrlConfig(r -> r.functionName("f").qualifier("live"))
                        .functionArn())
                .isEqualTo(arn + ":live");
        assertThat(refusal(() -> lambda.deleteFunctionUrlConfig(r -> r.functionName("f"))))
                .isEqualTo(GONE);
    }

    @Test
    void whatThereIsNotIsRefused() {
        String none = "ResourceNotFoundException: Function does not exist";
        assertThat(refusal(() ->
                        lambda.createFunctionUrlConfig(r -> r.functionName("g").authType("NONE"))))
                .isEqualTo(none);
        assertThat(refusal(() -> create("dev"))).isEqualTo(none);
        assertThat(refusal(() -> lambda.updateFunctionUrlConfig(r -> r.functionName("g"))))
                .isEqualTo(none);
        assertThat(refusal(() -> lambda.updateFunctionUrlConfig(r -> r.functionName("f"))))
                .isEqualTo(GONE);
        assertThat(refusal(() -> lambda.listFunctionUrlConfigs(r -> r.functionName("g"))))
                .isEqualTo(none);
        assertThat(refusal(() -> lambda.getFunctionUrlConfig(r -> r.functionName("g"))))
                .isEqualTo(GONE);
        for (String version : new String[] {"1", "$LATEST"}) {
            assertThat(refusal(() -> create(version))).isEqualTo(NOT_AN_ALIAS.formatted(version));
        }
        assertThat(refusal(() -> lambda.getFunctionUrlConfig(
                        r -> r.functionName(arn + ":dev").qualifier("live"))))
                .isEqualTo("InvalidParameterValueException: The derived qualifier from the function name does not match"
                        + " the specified qualifier.");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(refusal(() -> lambda.createFunctionUrlConfig(
                        r -> r.functionName("f").authType("NONE").invokeMode("UNKNOWN"))))
                .isEqualTo("ValidationException: 1 validation error detected: Value 'UNKNOWN' at 'invokeMode' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]");
        // AWS's model takes six letters at most: OPTIONS is answered without being asked for.
        assertThat(refusal(() -> lambda.createFunctionUrlConfig(
                        r -> r.functionName("f").authType("NONE").cors(c -> c.allowMethods("GET", "OPTIONS")))))
                .startsWith("ValidationException: 1 validation error detected: Value '[GET, OPTIONS]' at"
                        + " 'cors.allowMethods' failed to satisfy constraint: Member must satisfy constraint: [Member must"
                        + " have length less than or equal to 6,");
        assertThat(refusal(() -> lambda.createFunctionUrlConfig(
                        r -> r.functionName("f").authType("NONE").invokeMode("RESPONSE_STREAM"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: lambda: function URLs that stream"
                        + " (InvokeMode RESPONSE_STREAM)");
    }
}
