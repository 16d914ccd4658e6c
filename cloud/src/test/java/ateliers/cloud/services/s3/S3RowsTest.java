package ateliers.cloud.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Authorizer;
import ateliers.cloud.door.Need;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.policy.IamReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The authorisation rows of a bucket that exists; of one that does not they refuse before they ask for anything. */
class S3RowsTest extends S3TestCase {
    private static final Map<String, Object> MEMBERS = Map.ofEntries(
            Map.entry("Bucket", BUCKET),
            Map.entry("Key", "k"),
            Map.entry("VersionId", "null"),
            Map.entry("Prefix", "p"),
            Map.entry("Delimiter", "/"),
            Map.entry("MaxKeys", 5),
            Map.entry("IfMatch", "\"e\""),
            Map.entry("StorageClass", "STANDARD"),
            Map.entry("ServerSideEncryption", "AES256"),
            Map.entry("ACL", "private"),
            Map.entry("SourceBucket", BUCKET),
            Map.entry("SourceKey", "k"),
            Map.entry("SourceVersionId", "null"),
            Map.entry("DestinationBucket", BUCKET),
            Map.entry("DestinationKey", "k2"),
            Map.entry("MetadataDirective", "REPLACE"),
            Map.entry("UploadId", "u"),
            Map.entry("PartNumber", 1));

    @Test
    void everyRowAsksForWhatAwsHas() throws Exception {
        put("k", "x");
        List<Need> needs = new ArrayList<>();
        cloud.door().authorizer((context, need, policy) -> {
            needs.add(need);
            return Authorizer.Verdict.denied("no");
        });

        List<Method> operations = Arrays.stream(S3Client.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && S3Request.class.isAssignableFrom(method.getParameterTypes()[0])
                        && method.getReturnType().getSimpleName().endsWith("Response"))
                .toList();
        for (Method operation : operations) {
            call(operation);
        }

        assertThat(needs).hasSizeGreaterThan(55);
        assertThat(needs).allSatisfy(need -> {
            IamReference.Action action = IamReference.action(need.action()).orElseThrow();
            assertThat(action.takes(need.resource())).as(need.toString()).isTrue();
            assertThat(need.conditionKeys().keySet()).as(need.toString()).allMatch(action::hasConditionKey);
        });
    }

    private void call(Method operation) throws ReflectiveOperationException {
        Class<?> request = operation.getParameterTypes()[0];
        SdkBuilder<?, ?> builder =
                (SdkBuilder<?, ?>) request.getMethod("builder").invoke(null);
        try {
            Pojos.fill((SdkPojo) builder, MEMBERS);
            operation.invoke(s3, builder.build());
        } catch (java.lang.reflect.InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(SdkException.class);
        }
    }
}
