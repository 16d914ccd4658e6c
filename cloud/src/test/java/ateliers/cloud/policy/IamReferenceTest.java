package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IamReferenceTest {

    @Test
    void knowsActionsInAnyCase() {
        assertThat(IamReference.action("sqs:sendmessage")).isPresent();
        assertThat(IamReference.action("sqs:SendMessages")).isEmpty();
        assertThat(IamReference.action("nothing:SendMessage")).isEmpty();
    }

    @Test
    void knowsTheResourcesOfAnAction() {
        var getObject = IamReference.action("s3:GetObject").orElseThrow();

        assertThat(getObject.takes("arn:aws:s3:::bucket/a/b")).isTrue();
        assertThat(getObject.takes("arn:aws:sqs:eu-west-3:111111111111:q")).isFalse();
    }

    @Test
    void knowsThatSomeActionsHaveNoResource() {
        var list = IamReference.action("s3:ListAllMyBuckets").orElseThrow();

        assertThat(list.takes("*")).isTrue();
        assertThat(list.takes("arn:aws:s3:::bucket")).isFalse();
    }

    @Test
    void knowsConditionKeys() {
        var subscribe = IamReference.action("sns:Subscribe").orElseThrow();

        assertThat(subscribe.hasConditionKey("sns:Protocol")).isTrue();
        assertThat(subscribe.hasConditionKey("aws:SourceArn")).isTrue();
        assertThat(subscribe.hasConditionKey("sns:Colour")).isFalse();
        assertThat(IamReference.action("s3:GetObject").orElseThrow().hasConditionKey("s3:ExistingObjectTag/env"))
                .isTrue();
    }

    @Test
    void holdsTheServicesOfTheCourse() {
        assertThat(new String[] {
                    "sts",
                    "iam",
                    "s3",
                    "sns",
                    "sqs",
                    "lambda",
                    "logs",
                    "cloudformation",
                    "cloudwatch",
                    "dynamodb",
                    "apigateway",
                    "execute-api",
                    "events",
                    "scheduler",
                    "ses",
                    "secretsmanager",
                    "codecommit",
                    "states",
                    "kinesis"
                })
                .allMatch(IamReference::hasService);
    }
}
