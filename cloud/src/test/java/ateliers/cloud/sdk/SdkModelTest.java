package ateliers.cloud.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EnableMfaDeviceRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SdkModelTest {
    @Test
    void readsAnOperationOfAJsonService() {
        SdkOperation send =
                SdkModel.of(SqsClient.class).operation("SendMessage").orElseThrow();

        assertThat(send.requestClass()).isEqualTo(SendMessageRequest.class);
        assertThat(send.responseClass()).isEqualTo(SendMessageResponse.class);
        assertThat(send.binding())
                .isEqualTo(new SdkOperation.Binding(Protocol.AWS_JSON, "POST", "/", "AmazonSQS.SendMessage", null));
        assertThat(send.streamingInput()).isFalse();
    }

    @Test
    void tellsTheProtocolOfEachService() {
        assertThat(SdkModel.of(SqsClient.class).protocol()).isEqualTo(Protocol.AWS_JSON);
        assertThat(SdkModel.of(IamClient.class).protocol()).isEqualTo(Protocol.AWS_QUERY);
        assertThat(SdkModel.of(LambdaClient.class).protocol()).isEqualTo(Protocol.REST_JSON);
        assertThat(SdkModel.of(ApiGatewayV2Client.class).protocol()).isEqualTo(Protocol.REST_JSON);
        assertThat(SdkModel.of(S3Client.class).protocol()).isEqualTo(Protocol.REST_XML);
    }

    @Test
    void tellsNamesAndVersions() {
        assertThat(SdkModel.of(CloudWatchClient.class).signingName()).isEqualTo("monitoring");
        assertThat(SdkModel.of(CloudWatchClient.class).apiVersion()).contains("2010-08-01");
        assertThat(SdkModel.of(DynamoDbStreamsClient.class).signingName()).isEqualTo("dynamodb");
        assertThat(SdkModel.of(DynamoDbStreamsClient.class).targetPrefix()).contains("DynamoDBStreams_20120810");
    }

    @Test
    void keepsTheCapitalsOfTheApi() {
        assertThat(SdkModel.of(IamClient.class).operation("CreateSAMLProvider")).isPresent();
    }

    @Test
    void aTerminalMethodTellsItsOperationByItself() throws Exception {
        assertThat(TerminalMethod.of(IamClient.class.getMethod("enableMFADevice", EnableMfaDeviceRequest.class)))
                .hasValueSatisfying(method -> assertThat(method.operation()).isEqualTo("EnableMFADevice"));
        assertThat(TerminalMethod.of(
                        S3Client.class.getMethod("getObject", GetObjectRequest.class, ResponseTransformer.class)))
                .hasValueSatisfying(method -> assertThat(method.operation()).isEqualTo("GetObject"));
    }

    @Test
    void methodsThatCallAnotherOneAreNotTerminal() throws Exception {
        assertThat(TerminalMethod.of(S3Client.class.getMethod("getObject", GetObjectRequest.class)))
                .isEmpty();
        assertThat(TerminalMethod.of(S3Client.class.getMethod("putObject", PutObjectRequest.class, Path.class)))
                .isEmpty();
        assertThat(TerminalMethod.of(SqsClient.class.getMethod("sendMessage", Consumer.class)))
                .isEmpty();
        assertThat(TerminalMethod.of(IamClient.class.getMethod("listUsersPaginator", ListUsersRequest.class)))
                .isEmpty();
    }

    @Test
    void knowsWhatStreams() {
        SdkModel s3 = SdkModel.of(S3Client.class);

        assertThat(s3.operation("PutObject").orElseThrow().streamingInput()).isTrue();
        assertThat(s3.operation("GetObject").orElseThrow().streamingOutput()).isTrue();
        assertThat(s3.operation("CopyObject").orElseThrow().streamingInput()).isFalse();
    }

    @Test
    void refusesWhatIsNoClient() {
        assertThatThrownBy(() -> SdkModel.of(Runnable.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
