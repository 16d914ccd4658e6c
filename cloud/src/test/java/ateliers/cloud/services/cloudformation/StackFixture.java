package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/** A cloud and the stack {@code shop} in it. */
abstract class StackFixture {

    Cloud cloud;
    CloudFormationClient cfn;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cfn = client(CloudFormationClient.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    <C extends SdkClient> C client(Class<C> api) {
        return cloud.door().as(cloud.root(), api);
    }

    Stack create(String template, Tag... tags) {
        cfn.createStack(r -> r.stackName("shop")
                .templateBody(template)
                .tags(tags)
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        return settled();
    }

    Stack update(String template, Tag... tags) {
        cfn.updateStack(r -> r.stackName("shop")
                .templateBody(template)
                .tags(tags)
                .capabilities(Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        return settled();
    }

    void delete() {
        cfn.deleteStack(r -> r.stackName("shop"));
        settle();
    }

    Stack settled() {
        settle();
        return stack("shop");
    }

    void settle() {
        assertThat(cloud.clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
    }

    Stack stack(String nameOrId) {
        return cfn.describeStacks(r -> r.stackName(nameOrId)).stacks().get(0);
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static String output(Stack stack, String key) {
        return stack.outputs().stream()
                .filter(each -> each.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    String physicalId(String logicalId) {
        return cfn.describeStackResource(r -> r.stackName("shop").logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }

    /** Oldest first, as {@code Queue CREATE_COMPLETE null}. */
    List<String> events() {
        List<StackEvent> events =
                new ArrayList<>(cfn.describeStackEventsPaginator(r -> r.stackName("shop")).stackEvents().stream()
                        .toList());
        Collections.reverse(events);
        return events.stream()
                .map(each -> each.logicalResourceId() + " " + each.resourceStatusAsString() + " "
                        + each.resourceStatusReason())
                .toList();
    }

    /** Puts a jar that holds one class into the bucket {@code code-of-the-shop}. */
    void putCode(String key, int content) {
        S3Client s3 = client(S3Client.class);
        if (s3.listBuckets().buckets().isEmpty()) {
            s3.createBucket(r -> r.bucket("code-of-the-shop")
                    .createBucketConfiguration(
                            c -> c.locationConstraint(cloud.place().region())));
        }
        s3.putObject(r -> r.bucket("code-of-the-shop").key(key), RequestBody.fromBytes(jar(content)));
    }

    private static byte[] jar(int content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("shop/Hello.class"));
            zip.write(new byte[] {(byte) content});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
