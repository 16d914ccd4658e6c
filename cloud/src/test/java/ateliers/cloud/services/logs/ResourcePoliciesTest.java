package ateliers.cloud.services.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

class ResourcePoliciesTest {
    private static final String DOCUMENT = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"delivery.logs.amazonaws.com\"},\"Action\":\"logs:PutLogEvents\","
            + "\"Resource\":\"*\"}}";

    private final TestServices cloud = new TestServices(new LogsService());
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);

    @AfterEach
    void close() {
        cloud.close();
    }

    private void put(String name) {
        logs.putResourcePolicy(r -> r.policyName(name).policyDocument(DOCUMENT));
    }

    @Test
    void aPolicyIsKeptByItsName() {
        put("a");
        put("a");
        put("b");
        logs.deleteResourcePolicy(r -> r.policyName("b"));

        assertThat(logs.describeResourcePolicies(r -> {}).resourcePolicies())
                .singleElement()
                .extracting(ResourcePolicy::policyDocument)
                .isEqualTo(DOCUMENT);
    }

    @Test
    void anEleventhPolicyIsTooMany() {
        for (int i = 0; i < 10; i++) {
            put("p" + i);
        }

        assertThat(TestServices.refusal(() -> put("p10")))
                .isEqualTo("LimitExceededException: Resource limit exceeded.");
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertThat(TestServices.refusal(
                        () -> logs.putResourcePolicy(r -> r.policyName("a").policyDocument("{}"))))
                .startsWith("InvalidParameterException: ");
        assertThat(TestServices.refusal(() -> logs.deleteResourcePolicy(r -> r.policyName("none"))))
                .isEqualTo("ResourceNotFoundException: Policy with name [none] does not exist.");
        assertThat(logs.describeResourcePolicies(r -> {}).resourcePolicies()).isEmpty();
    }
}
