package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.conformance.HttpMirror;
import ateliers.cloud.executeapi.Caller;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Functions with URLs in templates, reached over HTTP as SAM leaves them (its test data {@code
 * function_with_function_url_config_*}).
 */
class StackFunctionUrlTest extends StackFixture {
    private static final String SAM = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Mirror:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: java17
                  Handler: ateliers.cloud.conformance.HttpMirror
                  CodeUri: s3://code-of-the-shop/mirror.jar
                  Timeout: 60
                  FunctionUrlConfig:
                    AuthType: NONE
                    Cors: {AllowOrigins: ['*'], MaxAge: 60}
            Outputs:
              Url: {Value: !GetAtt MirrorUrl.FunctionUrl}
              Arn: {Value: !GetAtt MirrorUrl.FunctionArn}
            """;

    @BeforeEach
    void putMirror() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("code-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-shop").key("mirror.jar"),
                RequestBody.fromBytes(FunctionJar.of(HttpMirror.class)));
    }

    private Caller caller(Stack stack) {
        return new Caller(cloud.endpoint(), URI.create(output(stack, "Url")).getHost());
    }

    @Test
    void aUrlAndItsPermissionsMakeAFunctionPublic() {
        Stack stack = create(SAM);

        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        Caller.Reply reply = caller(stack).get("/text", "Origin", "https://example.com");
        assertThat(reply.status() + " " + reply.body()).isEqualTo("200 du texte");
        assertThat(reply.header("access-control-allow-origin")).containsExactly("*");
        assertThat(output(stack, "Arn")).isEqualTo(physicalId("MirrorUrl"));
    }

    @Test
    void aChangedUrlKeepsItsAddressAndLosesWhatIsGone() {
        Stack before = create(SAM);

        Stack after = update(SAM.replace("AuthType: NONE", "AuthType: AWS_IAM")
                .replace("        Cors: {AllowOrigins: ['*'], MaxAge: 60}\n", ""));

        assertThat(after.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(output(after, "Url")).isEqualTo(output(before, "Url"));
        assertThat(caller(after).get("/text").status()).isEqualTo(403);
        var config = client(LambdaClient.class).getFunctionUrlConfig(r -> r.functionName(output(after, "Arn")));
        assertThat(config.authTypeAsString()).isEqualTo("AWS_IAM");
        assertThat(config.cors()).isNull();
    }

    @Test
    void theUrlOfAnAliasIsTheAliass() {
        Stack stack = create(SAM.replace("      Timeout: 60\n", "      Timeout: 60\n      AutoPublishAlias: live\n"));

        assertThat(output(stack, "Arn")).endsWith(":live");
        assertThat(caller(stack).get("/list").body()).isEqualTo("[1,2]");

        delete();

        assertThat(caller(stack).get("/list").body()).isEqualTo("{\"Message\":null}");
    }
}
