package ateliers.cloud.door;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Requests with every member set to something of its kind, or with none set. */
final class SampleRequests {
    private static final String ACCOUNT = "123456789012";
    private static final String REGION = "eu-west-3";
    private static final int DEPTH = 3;

    // What a member must look like for a row to make an ARN of it; others get a plain name.
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("RoleArn", "arn:aws:iam::" + ACCOUNT + ":role/r"),
            Map.entry("RoleARN", "arn:aws:iam::" + ACCOUNT + ":role/r"),
            Map.entry("Role", "arn:aws:iam::" + ACCOUNT + ":role/r"),
            Map.entry("PolicyArn", "arn:aws:iam::" + ACCOUNT + ":policy/p"),
            Map.entry("PermissionsBoundary", "arn:aws:iam::" + ACCOUNT + ":policy/p"),
            Map.entry("Path", "/p/"),
            Map.entry("AWSServiceName", "lambda.amazonaws.com"),
            Map.entry("TopicArn", "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":t"),
            Map.entry("TargetArn", "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":t"),
            Map.entry("SubscriptionArn", "arn:aws:sns:" + REGION + ":" + ACCOUNT + ":t:s"),
            Map.entry("QueueUrl", "http://127.0.0.1:4566/" + ACCOUNT + "/q"),
            Map.entry("SourceArn", "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":q"),
            Map.entry("DestinationArn", "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":q"),
            Map.entry("EventSourceArn", "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":q"),
            Map.entry("Resource", "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:f"),
            Map.entry(
                    "StreamArn",
                    "arn:aws:dynamodb:" + REGION + ":" + ACCOUNT + ":table/t/stream/2026-01-01T00:00:00.000"),
            Map.entry("CopySource", "b/k"));

    // What may be tagged, by the package of the service's client.
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("sns", "arn:aws:sns:%s:%s:t"),
            Map.entry("lambda", "arn:aws:lambda:%s:%s:function:f"),
            Map.entry("dynamodb", "arn:aws:dynamodb:%s:%s:table/t"),
            Map.entry("sesv2", "arn:aws:ses:%s:%s:identity/i"),
            Map.entry("cloudwatchlogs", "arn:aws:logs:%s:%s:log-group:g"),
            Map.entry("codecommit", "arn:aws:codecommit:%s:%s:r"),
            Map.entry("cloudwatch", "arn:aws:cloudwatch:%s:%s:alarm:a"),
            Map.entry("eventbridge", "arn:aws:events:%s:%s:rule/r"),
            Map.entry("scheduler", "arn:aws:scheduler:%s:%s:schedule-group/g"),
            Map.entry("sfn", "arn:aws:states:%s:%s:stateMachine:m"),
            Map.entry("apigateway", "arn:aws:apigateway:%s::/restapis/x"),
            Map.entry("apigatewayv2", "arn:aws:apigateway:%s::/apis/x"));

    private SampleRequests() {}

    static SdkRequest empty(Class<?> request) {
        return (SdkRequest) builder(request).build();
    }

    static SdkRequest full(Class<?> request) {
        return (SdkRequest) fill(builder(request), request.getName(), DEPTH).build();
    }

    private static SdkBuilder<?, ?> builder(Class<?> type) {
        try {
            return (SdkBuilder<?, ?>) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SdkBuilder<?, ?> fill(SdkBuilder<?, ?> builder, String owner, int depth) {
        SdkPojo pojo = (SdkPojo) builder;
        for (SdkField<?> field : pojo.sdkFields()) {
            value(field, owner, depth).ifPresent(value -> field.set(pojo, value));
        }
        return builder;
    }

    private static Optional<Object> value(SdkField<?> field, String owner, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return Optional.of(text(field.memberName(), owner));
        }
        if (type == MarshallingType.INTEGER) {
            return Optional.of(1);
        }
        if (type == MarshallingType.LONG) {
            return Optional.of(1L);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Optional.of(true);
        }
        if (type == MarshallingType.SDK_POJO && depth > 0) {
            return field.constructor() == null
                    ? Optional.empty()
                    : Optional.of(fill((SdkBuilder<?, ?>) field.constructor().get(), owner, depth - 1)
                            .build());
        }
        if (type == MarshallingType.LIST && depth > 0) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return value(member, owner, depth - 1).map(List::of);
        }
        return Optional.empty();
    }

    private static String text(String member, String owner) {
        if (member == null) {
            return "name";
        }
        if (member.equalsIgnoreCase("ResourceArn")) {
            String service = owner.split("\\.")[4];
            String resource = RESOURCES.getOrDefault(service, "name");
            return resource.formatted(REGION, ACCOUNT);
        }
        return BY_NAME.getOrDefault(member, "name");
    }
}
