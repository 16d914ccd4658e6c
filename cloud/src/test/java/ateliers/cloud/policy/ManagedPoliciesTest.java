package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManagedPoliciesTest {
    private static final String ARN = ManagedPolicies.ARN_PREFIX;

    static Iterable<ManagedPolicies.ManagedPolicy> all() {
        return ManagedPolicies.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDocumentIsValid(ManagedPolicies.ManagedPolicy policy) {
        assertThat(Policy.parse(policy.document(), PolicyKind.MANAGED).statements())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "service-role/AWSLambdaBasicExecutionRole, logs:PutLogEvents, true",
        "service-role/AWSLambdaBasicExecutionRole, s3:GetObject, false",
        "service-role/AWSLambdaSQSQueueExecutionRole, sqs:ReceiveMessage, true",
        "service-role/AWSLambdaSQSQueueExecutionRole, sqs:SendMessage, false",
        "service-role/AWSLambdaDynamoDBExecutionRole, dynamodb:GetRecords, true",
        "service-role/AWSLambdaDynamoDBExecutionRole, dynamodb:PutItem, false",
        "service-role/AWSLambdaKinesisExecutionRole, kinesis:GetRecords, true",
        "service-role/AWSLambdaRole, lambda:InvokeFunction, true",
        "AWSLambdaExecute, s3:PutObject, true",
        "AWSXrayWriteOnlyAccess, xray:PutTraceSegments, true",
        "AWSXRayDaemonWriteAccess, xray:PutTraceSegments, true",
        "AmazonDynamoDBFullAccess, dynamodb:DeleteTable, true",
        "AmazonDynamoDBReadOnlyAccess, dynamodb:Query, true",
        "AmazonDynamoDBReadOnlyAccess, dynamodb:PutItem, false",
        "AmazonS3FullAccess, s3:PutObject, true",
        "AmazonS3ReadOnlyAccess, s3:GetObject, true",
        "AmazonS3ReadOnlyAccess, s3:PutObject, false",
        "AmazonSNSFullAccess, sns:Publish, true",
        "AmazonSQSFullAccess, sqs:SendMessage, true",
        "AmazonSESFullAccess, ses:SendEmail, true",
        "CloudWatchLogsFullAccess, logs:CreateLogGroup, true",
        "AdministratorAccess, iam:CreateUser, true",
        "PowerUserAccess, sqs:SendMessage, true",
        "PowerUserAccess, iam:CreateUser, false",
        "ReadOnlyAccess, s3:ListAllMyBuckets, true",
        "ReadOnlyAccess, sqs:SendMessage, false",
        "service-role/AmazonAPIGatewayPushToCloudWatchLogs, logs:PutLogEvents, true",
    })
    void allowsWhatAwsAllows(String name, String action, boolean allowed) {
        Policy policy =
                Policy.parse(ManagedPolicies.find(ARN + name).orElseThrow().document(), PolicyKind.MANAGED);
        Caller caller = Caller.user("111111111111", "arn:aws:iam::111111111111:user/bob");

        Decision decision = Evaluator.decide(
                new AccessRequest(caller, action, "arn:aws:x:eu-west-3:111111111111:y", "111111111111", context()),
                Grants.of(policy),
                Optional.empty());

        // AWSLambdaExecute speaks of buckets only.
        Decision onObject = Evaluator.decide(
                new AccessRequest(caller, action, "arn:aws:s3:::b/k", "111111111111", context()),
                Grants.of(policy),
                Optional.empty());
        assertThat(decision.isAllowed() || onObject.isAllowed()).isEqualTo(allowed);
    }

    @Test
    void knowsThePathOfServiceRoles() {
        var policy = ManagedPolicies.find(ARN + "service-role/AWSLambdaRole").orElseThrow();

        assertThat(policy.name()).isEqualTo("AWSLambdaRole");
        assertThat(policy.path()).isEqualTo("/service-role/");
    }

    @Test
    void knowsThatAwsHasOthers() {
        assertThat(ManagedPolicies.isKnownWithoutContent(ARN + "AmazonEC2FullAccess"))
                .isTrue();
        assertThat(ManagedPolicies.isKnownWithoutContent(ARN + "AmazonSQSFulAccess"))
                .isFalse();
        assertThat(ManagedPolicies.find(ARN + "AWSLambdaBasicExecutionRole"))
                .as("it has the path /service-role/")
                .isEmpty();
    }

    private static RequestContext context() {
        return RequestContext.EMPTY;
    }
}
