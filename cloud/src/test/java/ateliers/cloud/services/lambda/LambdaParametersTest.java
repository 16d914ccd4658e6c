package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Parameters of Lambda that little or nothing comes of, over HTTP. */
class LambdaParametersTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private LambdaClient lambda;
    private String role;

    @BeforeEach
    void makeRole() {
        lambda = cloud.client(LambdaClient.builder());
        role = cloud.client(IamClient.builder())
                .createRole(
                        r -> r.roleName("runner")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
    }

    private void create(Consumer<CreateFunctionRequest.Builder> more) {
        lambda.createFunction(r -> {
            r.functionName("f")
                    .runtime("java17")
                    .handler("shop.Hello")
                    .role(role)
                    .code(c -> c.zipFile(Subjects.code()));
            more.accept(r);
        });
    }

    @Test
    void layersOfOthersAndNetworksAreLacking() {
        assertThat(refusal(() -> create(r -> r.layers("arn:aws:lambda:eu-west-3:123456789012:layer:l:1"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: lambda: layers of other accounts"
                        + " (arn:aws:lambda:eu-west-3:123456789012:layer:l:1)");
        assertThat(refusal(() -> create(r -> r.vpcConfig(v -> v.subnetIds("subnet-1")))))
                .contains("the parameter VpcConfig of lambda:CreateFunction");
        assertThat(lambda.listFunctions().functions()).isEmpty();
    }

    @Test
    void whatOnlyOtherSourcesOfEventsHaveIsLacking() {
        assertThat(refusal(() -> lambda.createEventSourceMapping(r -> r.functionName("f")
                        .eventSourceArn("arn:aws:sqs:eu-west-3:123456789012:q")
                        .topics("t"))))
                .isEqualTo("Unsupported: Unsupported by the embedded cloud: the parameter Topics of"
                        + " lambda:CreateEventSourceMapping");
        assertThat(refusal(() -> lambda.createEventSourceMapping(r -> r.functionName("f")
                        .selfManagedEventSource(s -> s.endpointsWithStrings(
                                Map.of("KAFKA_BOOTSTRAP_SERVERS", List.of("kafka.shop:9092")))))))
                .contains("the parameter SelfManagedEventSource of lambda:CreateEventSourceMapping");
        assertThat(refusal(() -> lambda.updateEventSourceMapping(
                        r -> r.uuid("u").provisionedPollerConfig(p -> p.minimumPollers(2)))))
                .contains("the parameter ProvisionedPollerConfig of lambda:UpdateEventSourceMapping");
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
    }

    @Test
    void aNetworkOfNothingIsNone() {
        create(r -> r.vpcConfig(v -> v.subnetIds().securityGroupIds()));

        assertThat(lambda.listFunctions().functions()).hasSize(1);
    }

    @Test
    void newCodeMayBeForAnotherArchitecture() {
        create(r -> {});

        lambda.updateFunctionCode(
                r -> r.functionName("f").zipFile(Subjects.code()).architectures(Architecture.ARM64));

        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("f")).architectures())
                .containsExactly(Architecture.ARM64);
        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .extracting(Entry::operation)
                .containsExactly("Architectures");
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeTheRoleIsLookedAt() {
        String name = "n".repeat(65);

        assertThat(refusal(() -> create(r -> r.functionName(name)
                        .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:eu-west-3:123456789012:nothing")))))
                .contains(
                        "1 validation error detected: Value '" + name
                                + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64");
        create(r -> r.functionName("n".repeat(64)));
    }

    @Test
    void valuesThatAreNoneAreRefused() {
        assertThat(refusal(() -> create(r -> r.architecturesWithStrings("pdp11"))))
                .contains("Value 'pdp11' at 'architectures' failed to satisfy constraint");
        assertThat(refusal(() -> create(r -> r.tracingConfig(t -> t.mode("Sometimes")))))
                .contains("'tracingConfig.mode'");
        assertThat(refusal(() -> create(r -> r.snapStart(s -> s.applyOn("Monday")))))
                .contains("'snapStart.applyOn'");
        assertThat(refusal(() -> create(r -> r.ephemeralStorage(e -> {}))))
                .contains("'ephemeralStorage.size' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void configurationsOfEventsComeInPages() {
        create(r -> r.publish(true));
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("f").maximumRetryAttempts(0));
        lambda.putFunctionEventInvokeConfig(
                r -> r.functionName("f").qualifier("1").maximumRetryAttempts(1));

        var first =
                lambda.listFunctionEventInvokeConfigs(r -> r.functionName("f").maxItems(1));
        var second = lambda.listFunctionEventInvokeConfigs(
                r -> r.functionName("f").maxItems(1).marker(first.nextMarker()));

        assertThat(first.functionEventInvokeConfigs()).hasSize(1);
        assertThat(second.functionEventInvokeConfigs()).hasSize(1).isNotEqualTo(first.functionEventInvokeConfigs());
        assertThat(second.nextMarker()).isNull();
        assertThat(refusal(() -> lambda.listFunctionEventInvokeConfigs(
                        r -> r.functionName("f").maxItems(51))))
                .contains("'maxItems' failed to satisfy constraint: Member must have value less than or equal to 50");
    }
}
