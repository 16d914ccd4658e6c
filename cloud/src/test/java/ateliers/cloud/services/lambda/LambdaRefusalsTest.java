package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * What Lambda refuses, in the words that LocalStack recorded on AWS ({@code lambda_/test_lambda_api.snapshot.json}:
 * test_permission_exceptions, test_lambda_eventinvokeconfig_exceptions, test_function_concurrency_exceptions,
 * test_get_function_wrong_region, TestLambdaFunction's runtimes).
 */
class LambdaRefusalsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String role;
    private String arn;

    @BeforeEach
    void makeFunction() {
        lambda = cloud.client(LambdaClient.builder());
        Subjects subjects = new Subjects(cloud.cloud());
        role = subjects.role("runner", "lambda.amazonaws.com");
        subjects.create("f", role, r -> {});
        arn = cloud.cloud().place().arn("lambda", "function:f");
    }

    private String permit(String qualifier) {
        return refusal(() -> lambda.addPermission(r -> r.functionName("f")
                .qualifier(qualifier)
                .statementId("s1")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")));
    }

    @Test
    void permissionsAreOfFunctionsVersionsAndAliases() {
        assertThat(permit("$LATEST"))
                .isEqualTo("InvalidParameterValueException: We currently do not support adding policies for $LATEST.");
        assertThat(permit("alias-doesnotexist"))
                .isEqualTo("ResourceNotFoundException: Cannot find alias arn: " + arn + ":alias-doesnotexist");
        assertThat(permit("42")).isEqualTo("ResourceNotFoundException: Function not found: " + arn + ":42");
    }

    @Test
    void anEventInvokeConfigSaysSomethingOfAFunctionThatIsThere() {
        String gone = "ResourceNotFoundException: The function doesn't exist.";
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName("g").maximumRetryAttempts(1))))
                .isEqualTo(gone);
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName("f").qualifier("live").maximumRetryAttempts(1))))
                .isEqualTo(gone);
        assertThat(refusal(() -> lambda.updateFunctionEventInvokeConfig(
                        r -> r.functionName("g").maximumRetryAttempts(1))))
                .isEqualTo(gone);
        assertThat(refusal(() -> lambda.listFunctionEventInvokeConfigs(r -> r.functionName("g"))))
                .isEqualTo(gone);
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(r -> r.functionName("f"))))
                .isEqualTo(
                        "InvalidParameterValueException: You must specify at least one of error handling or destination"
                                + " setting.");
        assertThat(refusal(() -> lambda.getFunctionEventInvokeConfig(r -> r.functionName("g"))))
                .isEqualTo("ResourceNotFoundException: The function "
                        + cloud.cloud().place().arn("lambda", "function:g:$LATEST")
                        + " doesn't have an EventInvokeConfig");
    }

    @Test
    void anEventInvokeConfigShowsBothDestinationsThoughTheyAreEmpty() {
        var config =
                lambda.putFunctionEventInvokeConfig(r -> r.functionName("f").maximumRetryAttempts(1));

        assertThat(config.destinationConfig().onSuccess()).isNotNull();
        assertThat(config.destinationConfig().onFailure()).isNotNull();
        assertThat(config.destinationConfig().onFailure().destination()).isNull();
    }

    @Test
    void aDestinationIsThereAndNotTheFunctionItself() {
        String none = cloud.cloud().place().arn("lambda", "function:doesnotexist");
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName("f").destinationConfig(d -> d.onSuccess(s -> s.destination(none))))))
                .isEqualTo("InvalidParameterValueException: The destination ARN " + none + " is invalid.");
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName("f").destinationConfig(d -> d.onSuccess(s -> s.destination(arn))))))
                .isEqualTo(
                        "InvalidParameterValueException: You can't specify the function as a destination for itself.");
        String other = arn.replace(":lambda:", ":iam:");
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(
                        r -> r.functionName("f").destinationConfig(d -> d.onSuccess(s -> s.destination(other))))))
                .isEqualTo("InvalidParameterValueException: The provided destination config DestinationConfig("
                        + "onSuccess=OnSuccess(destination=" + other + "), onFailure=null) is invalid.");
    }

    @Test
    void concurrencyIsReservedForAWholeFunction() {
        assertThat(refusal(() -> lambda.putFunctionConcurrency(
                        r -> r.functionName(arn + ":1").reservedConcurrentExecutions(1))))
                .isEqualTo(
                        "InvalidParameterValueException: This operation is permitted on Lambda functions only. Aliases and"
                                + " versions do not support this operation. Please specify either a function name or an unqualified"
                                + " function ARN.");
        assertThat(refusal(() -> lambda.putFunctionConcurrency(
                        r -> r.functionName("doesnotexist").reservedConcurrentExecutions(1))))
                .isEqualTo("ResourceNotFoundException: Function not found: "
                        + cloud.cloud().place().arn("lambda", "function:doesnotexist:$LATEST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java8", "python3.7", "nodejs14.x", "provided"})
    void oldRuntimesAreGone(String runtime) {
        assertThat(refusal(() -> new Subjects(cloud.cloud()).create("old", role, r -> r.runtime(runtime))))
                .isEqualTo("InvalidParameterValueException: The runtime parameter of " + runtime
                        + " is no longer supported"
                        + " for creating or updating AWS Lambda functions. We recommend you use a supported runtime while"
                        + " creating or updating functions.");
    }

    @Test
    void functionsOfOtherRegionsAreNotReachable() {
        String elsewhere = arn.replace("eu-west-3", "us-west-2");
        String refusal = "ResourceNotFoundException: Functions from 'us-west-2' are not reachable in this region"
                + " ('eu-west-3')";
        assertThat(refusal(() -> lambda.getFunction(r -> r.functionName(elsewhere))))
                .isEqualTo(refusal);
        assertThat(refusal(() -> lambda.invoke(r -> r.functionName(elsewhere)))).isEqualTo(refusal);
        assertThat(refusal(() -> lambda.deleteFunction(r -> r.functionName(elsewhere))))
                .isEqualTo(refusal);
        assertThat(refusal(() -> lambda.getFunctionEventInvokeConfig(r -> r.functionName(elsewhere))))
                .isEqualTo(refusal);
        assertThat(refusal(() -> lambda.getFunctionUrlConfig(r -> r.functionName(elsewhere))))
                .isEqualTo(refusal);
        assertThat(refusal(() -> lambda.createFunctionUrlConfig(
                        r -> r.functionName(elsewhere).authType("NONE"))))
                .isEqualTo(refusal);
        assertThat(refusal(() -> lambda.getFunctionConcurrency(r -> r.functionName(elsewhere))))
                .isEqualTo(refusal);
    }

    /** As of any other service: who is not of the account needs a policy of the function. */
    @ParameterizedTest
    @ValueSource(
            strings = {"arn:aws:lambda:eu-west-3:111111111111:function:f", "111111111111:function:f", "111111111111:f"})
    void functionsOfOtherAccountsAreOthers(String name) {
        assertThat(refusal(() -> lambda.getFunction(r -> r.functionName(name))))
                .startsWith("AccessDeniedException: User: ")
                .endsWith(" is not authorized to perform: lambda:GetFunction on resource:"
                        + " arn:aws:lambda:eu-west-3:111111111111:function:f because no resource-based policy allows the"
                        + " lambda:GetFunction action");
        assertThat(refusal(() -> lambda.invoke(r -> r.functionName(name)))).startsWith("AccessDeniedException: User: ");
    }

    /** LocalStack's recording {@code test_lambda_api.py, test_lambda_eventinvokeconfig_exceptions}. */
    @Test
    void aDestinationIsAnArnOrNothing() {
        assertThat(refusal(() -> lambda.putFunctionEventInvokeConfig(r -> r.functionName("f")
                        .destinationConfig(
                                d -> d.onFailure(f -> f.destination("https://sqs.eu-west-3.amazonaws.com/1/a"))))))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value 'https://sqs.eu-west-3.amazonaws.com/1/a'"
                                + " at 'destinationConfig.onFailure.destination' failed to satisfy constraint: Member must satisfy"
                                + " regular expression pattern: $|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):"
                                + "([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)");

        lambda.putFunctionEventInvokeConfig(r -> r.functionName("f")
                .maximumRetryAttempts(1)
                .destinationConfig(d -> d.onFailure(f -> f.destination(""))));
    }
}
