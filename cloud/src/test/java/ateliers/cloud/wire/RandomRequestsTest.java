package ateliers.cloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sdk.SdkModel;
import ateliers.cloud.sdk.SdkOperation;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Whatever an operation is asked, with whatever left out, it answers or refuses as AWS would: it never breaks. */
class RandomRequestsTest {
    private static final double SPARSE = 0.3;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyOperationAnswersOrRefuses(long seed) {
        Random random = new Random(seed);
        Set<String> broken = new TreeSet<>();
        try (Cloud cloud = Cloud.start()) {
            cloud.door().operations().forEach((service, operations) -> {
                AwsService<?> behind = cloud.door().service(service).orElseThrow();
                for (String name : operations) {
                    SdkOperation operation =
                            SdkModel.of(behind.api()).operation(name).orElseThrow();
                    String failure = failure(cloud, service, operation, request(operation, random));
                    if (!failure.isEmpty()) {
                        broken.add(service + ":" + name + " " + failure);
                    }
                }
            });
        }

        assertThat(broken).isEmpty();
    }

    /** With some members, or with few, or with none. */
    private static SdkPojo request(SdkOperation operation, Random random) {
        SdkPojo full = new RandomPojos(random.nextLong()).fill(operation.newRequest());
        SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) full).toBuilder();
        double kept = random.nextBoolean() ? random.nextDouble() : random.nextDouble() * SPARSE;
        for (SdkField<?> field : builder.sdkFields()) {
            if (random.nextDouble() > kept) {
                field.set(builder, null);
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private static String failure(Cloud cloud, String service, SdkOperation operation, SdkPojo request) {
        CallContext context = cloud.door().below(cloud.root(), Map.of());
        try {
            if (operation.streamingInput()) {
                cloud.door().call(context, service, operation.name(), request, RequestBody.fromString("corps"));
            } else if (operation.streamingOutput()) {
                cloud.door().call(context, service, operation.name(), request, ResponseTransformer.toBytes());
            } else {
                cloud.door().call(context, service, operation.name(), request);
            }
            return "";
        } catch (Unsupported gap) {
            return "";
        } catch (AwsServiceException refused) {
            int status = refused.statusCode();
            return status >= 300 && status < 500 ? "" : "answers " + status + " " + refused.getMessage();
        } catch (Throwable defect) { // whatever it is, it is what this looks for
            return defect + " at "
                    + Stream.of(defect.getStackTrace())
                            .filter(frame -> frame.getClassName().startsWith("ateliers."))
                            .findFirst();
        }
    }
}
