package ateliers.cloud.services.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.net.URI;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends a message and keeps an object at AWS's own addresses, the only ones that older SDKs know; runs in a child process. */
public final class OldClients implements RequestHandler<String, String> {
    @Override
    public String handleRequest(String bucket, Context context) {
        try (S3Client s3 = S3Client.builder().endpointOverride(aws("s3")).build();
                SqsClient sqs = SqsClient.builder().endpointOverride(aws("sqs")).build()) {
            s3.putObject(r -> r.bucket(bucket).key("a b/é.txt"), RequestBody.fromString("bonjour"));
            String url = sqs.getQueueUrl(r -> r.queueName("inbox")).queueUrl();
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("bonsoir"));
            return s3.getObjectAsBytes(r -> r.bucket(bucket).key("a b/é.txt")).asUtf8String();
        }
    }

    private static URI aws(String service) {
        return URI.create("https://" + service + "." + System.getenv("AWS_REGION") + ".amazonaws.com");
    }
}
