package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tags of functions and of event source mappings. */
class LambdaTagsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String function;
    private String mapping;

    @BeforeEach
    void makeFunctionAndMapping() throws IOException {
        lambda = cloud.client(LambdaClient.builder());
        IamClient iam = cloud.client(IamClient.builder());
        String role = iam.createRole(r -> r.roleName("runner")
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},"
                                + "\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        iam.attachRolePolicy(r ->
                r.roleName("runner").policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("nothing.txt"));
        }
        function = lambda.createFunction(r -> r.functionName("f")
                        .runtime("java17")
                        .handler("shop.F")
                        .role(role)
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(zip.toByteArray()))))
                .functionArn();
        SqsClient sqs = cloud.client(SqsClient.builder());
        sqs.createQueue(r -> r.queueName("q"));
        mapping = lambda.createEventSourceMapping(r -> r.functionName("f")
                        .eventSourceArn(cloud.cloud().place().arn("sqs", "q"))
                        .tags(Map.of("team", "shop")))
                .eventSourceMappingArn();
    }

    private Map<String, String> tags(String resource) {
        return lambda.listTags(r -> r.resource(resource)).tags();
    }

    private static Map<String, String> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .collect(Collectors.toMap(each -> each, each -> each));
    }

    @Test
    void aMappingHasTheTagsItWasMadeWithAndThoseThatComeAndGo() {
        assertThat(tags(mapping)).isEqualTo(Map.of("team", "shop"));

        lambda.tagResource(r -> r.resource(mapping).tags(Map.of("team", "orders", "stage", "test")));
        lambda.untagResource(r -> r.resource(mapping).tagKeys("stage", "never"));

        assertThat(tags(mapping)).isEqualTo(Map.of("team", "orders"));
        assertThat(tags(function)).isEmpty();
    }

    @Test
    void aMappingThatGoesTakesItsTagsWithIt() {
        lambda.deleteEventSourceMapping(r -> r.uuid(mapping.substring(mapping.lastIndexOf(':') + 1)));

        for (Runnable call : List.<Runnable>of(
                () -> tags(mapping),
                () -> lambda.tagResource(r -> r.resource(mapping).tags(Map.of("a", "b"))),
                () -> lambda.untagResource(r -> r.resource(mapping).tagKeys("a")))) {
            assertThat(refusal(call))
                    .isEqualTo("404 ResourceNotFoundException: Event source mapping not found: " + mapping);
        }
    }

    @Test
    void fiftyTagsAreTheMost() {
        for (String resource : List.of(function, mapping)) {
            lambda.untagResource(r -> r.resource(resource).tagKeys("team"));
            assertThat(refusal(
                            () -> lambda.tagResource(r -> r.resource(resource).tags(many(51)))))
                    .isEqualTo("400 InvalidParameterValueException: Number of tags exceeds resource tag limit.");
            lambda.tagResource(r -> r.resource(resource).tags(many(50)));
            assertThat(refusal(
                            () -> lambda.tagResource(r -> r.resource(resource).tags(Map.of("more", "")))))
                    .isEqualTo("400 InvalidParameterValueException: Number of tags exceeds resource tag limit.");
            assertThat(tags(resource)).hasSize(50);
        }
        assertThat(refusal(() -> lambda.createEventSourceMapping(
                        r -> r.functionName("f").eventSourceArn("any").tags(many(51)))))
                .contains("Number of tags exceeds resource tag limit.");
    }

    @Test
    void whatHasNoTagsIsRefused() {
        assertThat(refusal(() -> tags(function + ":1")))
                .isEqualTo("400 InvalidParameterValueException: Tags on function aliases and versions are not"
                        + " supported. Please specify a function ARN.");
        assertThat(refusal(() -> tags(mapping + ":alias")))
                .startsWith("400 ValidationException: 1 validation error detected: Value '" + mapping + ":alias' at"
                        + " 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                        + " arn:(aws[a-zA-Z-]*):lambda:");
        assertThat(refusal(() -> tags(function + "-none")))
                .isEqualTo("404 ResourceNotFoundException: Function not found: " + function + "-none");
        assertThat(refusal(() -> lambda.tagResource(r -> r.resource(mapping).tags(Map.of()))))
                .isEqualTo(
                        "400 InvalidParameterValueException: An error occurred and the request cannot be processed.");
        assertThat(refusal(() -> lambda.untagResource(r -> r.resource(mapping).tagKeys(List.of()))))
                .isEqualTo("400 ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to"
                        + " satisfy constraint: Member must not be null");
        assertThat(refusal(() -> lambda.tagResource(r -> r.resource(mapping).tags(Map.of("aws:team", "shop")))))
                .startsWith("400 InvalidParameterValueException: aws: prefixed tag key names");
    }

    @Test
    void taggingAMappingWhenItIsMadeNeedsThePermissionToTag() {
        IamClient iam = cloud.client(IamClient.builder());
        iam.createUser(r -> r.userName("maker"));
        iam.putUserPolicy(r -> r.userName("maker")
                .policyName("maker")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":[\"lambda:CreateEventSourceMapping\"],\"Resource\":\"*\"}]}"));
        var key = iam.createAccessKey(r -> r.userName("maker")).accessKey();
        LambdaClient maker = cloud.client(
                LambdaClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        assertThat(refusal(() -> maker.createEventSourceMapping(r -> r.functionName("f")
                        .eventSourceArn(cloud.cloud().place().arn("sqs", "other"))
                        .tags(Map.of("a", "b")))))
                .startsWith("403 AccessDeniedException")
                .contains("lambda:TagResource");
        assertThat(refusal(() ->
                        maker.createEventSourceMapping(r -> r.functionName("f").eventSourceArn("none"))))
                .isEqualTo("400 InvalidParameterValueException: Unrecognized event source.");
    }

    @Test
    void aStartingTimeIsNotReadWithoutAWord() {
        assertThat(refusal(() -> lambda.createEventSourceMapping(r -> r.functionName("f")
                        .eventSourceArn(cloud.cloud().place().arn("sqs", "q"))
                        .startingPositionTimestamp(Instant.EPOCH))))
                .isEqualTo("400 InvalidParameterValueException: Unsupported StartingPositionTimestamp parameter for"
                        + " given event source mapping type.");
    }

    private static String refusal(Runnable call) {
        StringBuilder seen = new StringBuilder();
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> seen.append(e.statusCode())
                                .append(' ')
                                .append(e.awsErrorDetails().errorCode())
                                .append(": ")
                                .append(e.awsErrorDetails().errorMessage()));
        return seen.toString();
    }
}
