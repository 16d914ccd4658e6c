package ateliers.cloud.services.cloudcontrol;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.HttpMirror;
import ateliers.cloud.door.Principal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Resources by CloudFormation's types and identifiers. The properties are those of the registry's schema of {@code
 * AWS::Lambda::Url}.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_GetResource.html">GetResource</a>
 */
class CloudControlTest {
    private static final String TYPE = "AWS::Lambda::Url";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private CloudControlClient control;

    @BeforeEach
    void makeFunction() {
        lambda = cloud.client(LambdaClient.builder());
        control = cloud.client(CloudControlClient.builder());
        String role = cloud.client(IamClient.builder())
                .createRole(r -> r.roleName("runner").assumeRolePolicyDocument("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
                        """))
                .role()
                .arn();
        lambda.createFunction(r -> r.functionName("f")
                .runtime("java17")
                .handler("ateliers.cloud.conformance.HttpMirror")
                .role(role)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(HttpMirror.class)))));
    }

    @Test
    void aFunctionsUrlIsFoundByTheFunctionsNameOrArn() throws Exception {
        String url = lambda.createFunctionUrlConfig(r -> r.functionName("f")
                        .authType("NONE")
                        .cors(c -> c.allowOrigins("*").maxAge(60)))
                .functionUrl();
        String arn = cloud.cloud().place().arn("lambda", "function:f");

        for (String identifier : new String[] {"f", arn}) {
            GetResourceResponse found =
                    control.getResource(r -> r.typeName(TYPE).identifier(identifier));
            assertThat(found.typeName()).isEqualTo(TYPE);
            assertThat(found.resourceDescription().identifier()).isEqualTo(arn);
            JsonNode properties =
                    new ObjectMapper().readTree(found.resourceDescription().properties());
            assertThat(properties).isEqualTo(new ObjectMapper().readTree("""
                    {"FunctionArn": "%s", "TargetFunctionArn": "%s", "InvokeMode": "BUFFERED", "FunctionUrl": "%s",
                     "AuthType": "NONE", "Cors": {"MaxAge": 60, "AllowOrigins": ["*"]}}
                    """.formatted(arn, arn, url)));
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(refusal(() -> control.getResource(r -> r.typeName(TYPE).identifier("f"))))
                .isEqualTo("ResourceNotFoundException: Resource of type 'AWS::Lambda::Url' with identifier 'f' was not"
                        + " found.");
        assertThat(refusal(() ->
                        control.getResource(r -> r.typeName("AWS::Lambda::Ural").identifier("f"))))
                .isEqualTo("TypeNotFoundException: The type 'AWS::Lambda::Ural' cannot be found.");
        assertThat(refusal(() -> control.getResource(r -> r.typeName(TYPE))))
                .startsWith("ValidationException: 1 validation error detected: Value null at 'identifier'");
    }

    @Test
    void otherTypesAndOperationsAreNamedAsLacking() {
        assertThat(refusal(() ->
                        control.getResource(r -> r.typeName("AWS::SQS::Queue").identifier("q"))))
                .contains(
                        "Unsupported by the embedded cloud: cloudcontrolapi: GetResource of the type AWS::SQS::Queue");
        assertThat(refusal(() -> control.listResources(r -> r.typeName(TYPE))))
                .contains("Unsupported by the embedded cloud: the operation cloudcontrolapi:ListResources");
    }

    @Test
    void theCallerNeedsWhatCloudControlAsksForHim() {
        lambda.createFunctionUrlConfig(r -> r.functionName("f").authType("NONE"));
        Principal bob = cloud.user("bob");
        CloudControlClient his = cloud.clientAs(bob, CloudControlClient.builder());
        assertThat(refusal(() -> his.getResource(r -> r.typeName(TYPE).identifier("f"))))
                .contains("AccessDeniedException", "is not authorized to perform: cloudformation:GetResource");

        allow("cloudformation:GetResource");
        assertThat(refusal(() -> his.getResource(r -> r.typeName(TYPE).identifier("f"))))
                .contains("AccessDeniedException", "is not authorized to perform: lambda:GetFunctionUrlConfig");

        allow("cloudformation:GetResource\", \"lambda:GetFunctionUrlConfig");
        assertThat(his.getResource(r -> r.typeName(TYPE).identifier("f")).typeName())
                .isEqualTo(TYPE);
    }

    private void allow(String actions) {
        cloud.client(IamClient.builder())
                .putUserPolicy(r -> r.userName("bob").policyName("p").policyDocument("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": ["%s"], "Resource": "*"}]}
                        """.formatted(actions)));
    }
}
