package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePrincipalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lambda.amazonaws.com",
                "s3.amazonaws.com",
                "sns.amazonaws.com",
                "sqs.amazonaws.com",
                "events.amazonaws.com",
                "scheduler.amazonaws.com",
                "states.amazonaws.com",
                "states.eu-west-3.amazonaws.com",
                "apigateway.amazonaws.com",
                "ops.apigateway.amazonaws.com",
                "alexa-appkit.amazon.com",
                "cloudformation.amazonaws.com",
                "codecommit.amazonaws.com",
                "cloudwatch.amazonaws.com",
                "lambda.alarms.cloudwatch.amazonaws.com",
                "logs.amazonaws.com",
                "delivery.logs.amazonaws.com",
                "logs.eu-west-3.amazonaws.com",
                "ses.amazonaws.com",
                "secretsmanager.amazonaws.com",
                "dynamodb.amazonaws.com",
                "kinesis.amazonaws.com",
                "firehose.amazonaws.com",
                "pipes.amazonaws.com",
                "ec2.amazonaws.com",
                "ecs-tasks.amazonaws.com",
                "edgelambda.amazonaws.com"
            })
    void exist(String name) {
        assertThat(ServicePrincipals.exists(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamda.amazonaws.com",
                "lambda.amazon.com",
                "lambda",
                "S3.amazonaws.com",
                "sns.amazonaws.com.example"
            })
    void doNotExist(String name) {
        assertThat(ServicePrincipals.exists(name)).isFalse();
    }
}
