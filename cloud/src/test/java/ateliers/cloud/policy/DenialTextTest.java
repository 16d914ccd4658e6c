package ateliers.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenialTextTest {
    private static final Caller BOB = Caller.user("111111111111", "arn:aws:iam::111111111111:user/bob");

    @Test
    void tellsThatNoPolicyAllows() {
        assertThat(text(
                        "lambda:InvokeFunction",
                        "arn:aws:lambda:eu-west-3:111111111111:function:f",
                        Decision.implicit(PolicyType.IDENTITY)))
                .isEqualTo("User: arn:aws:iam::111111111111:user/bob is not authorized to perform:"
                        + " lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-3:111111111111:function:f because"
                        + " no identity-based policy allows the lambda:InvokeFunction action");
    }

    @Test
    void tellsWhichKindOfPolicyDenies() {
        assertThat(text("dynamodb:PutItem", "arn", Decision.explicit(PolicyType.BOUNDARY)))
                .endsWith(" on resource: arn with an explicit deny in a permissions boundary");
        assertThat(text("dynamodb:PutItem", "arn", Decision.explicit(PolicyType.SESSION)))
                .endsWith("with an explicit deny in a session policy");
        assertThat(text("dynamodb:PutItem", "arn", Decision.explicit(PolicyType.RESOURCE)))
                .endsWith("with an explicit deny in a resource-based policy");
        assertThat(text("dynamodb:PutItem", "arn", Decision.explicit(PolicyType.IDENTITY)))
                .endsWith("with an explicit deny in an identity-based policy");
    }

    @Test
    void spellsSnsInCapitals() {
        assertThat(text("sns:Publish", "arn", Decision.implicit(PolicyType.RESOURCE)))
                .endsWith("perform: SNS:Publish on resource: arn because no resource-based policy allows the"
                        + " SNS:Publish action");
    }

    @Test
    void spellsSqsInLowerCase() {
        assertThat(text("sqs:SendMessage", "arn", Decision.implicit(PolicyType.IDENTITY)))
                .endsWith("perform: sqs:sendmessage on resource: arn because no identity-based policy allows the"
                        + " sqs:sendmessage action");
    }

    @Test
    void quotesTheResourceOfS3() {
        assertThat(text("s3:GetObject", "arn:aws:s3:::b/k", Decision.implicit(PolicyType.IDENTITY)))
                .contains("perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\" because");
    }

    @Test
    void leavesOutTheResourceOfS3WhereThereIsNone() {
        assertThat(text("s3:ListAllMyBuckets", "*", Decision.implicit(PolicyType.IDENTITY)))
                .contains("perform: s3:ListAllMyBuckets because");
    }

    @Test
    void masksTheAccountOfAnApi() {
        assertThat(text(
                        "execute-api:Invoke",
                        "arn:aws:execute-api:eu-west-3:123456783333:a/v1/GET/x",
                        Decision.explicit(PolicyType.RESOURCE)))
                .contains("on resource: arn:aws:execute-api:eu-west-3:********3333:a/v1/GET/x with");
    }

    @Test
    void doesNotTellWhyARoleMayNotBeAssumed() {
        assertThat(text("sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Decision.implicit(PolicyType.TRUST)))
                .isEqualTo("User: arn:aws:iam::111111111111:user/bob is not authorized to perform: sts:AssumeRole on"
                        + " resource: arn:aws:iam::111111111111:role/r");
    }

    @ParameterizedTest
    @CsvSource({
        "iam:GetRole, arn:aws:iam::111111111111:role/team/app, role app",
        "iam:GetUser, arn:aws:iam::111111111111:user/eve, user eve",
        "iam:GetPolicy, arn:aws:iam::111111111111:policy/team/p, policy arn:aws:iam::111111111111:policy/team/p",
        "iam:GetInstanceProfile, arn:aws:iam::111111111111:instance-profile/team/i, instance profile i",
        "iam:CreateRole, arn:aws:iam::111111111111:role/app, arn:aws:iam::111111111111:role/app",
        "iam:PassRole, arn:aws:iam::111111111111:role/app, arn:aws:iam::111111111111:role/app",
        "iam:ListRoles, arn:aws:iam::111111111111:root, arn:aws:iam::111111111111:root"
    })
    void namesEntitiesOfIamBySortAndName(String action, String resource, String named) {
        assertThat(text(action, resource, Decision.implicit(PolicyType.IDENTITY)))
                .contains("perform: " + action + " on resource: " + named + " because");
    }

    @Test
    void quotesActionAndResourceOfSesInItsOwnWay() {
        assertThat(text("ses:SendEmail", "arn:aws:ses:x", Decision.implicit(PolicyType.IDENTITY)))
                .isEqualTo("User `arn:aws:iam::111111111111:user/bob' is not authorized to perform `ses:SendEmail' on"
                        + " resource `arn:aws:ses:x'");
    }

    @Test
    void tellsTheRootThatItMayAssumeNoRole() {
        AccessRequest request = new AccessRequest(
                Caller.root("111111111111"),
                "sts:AssumeRole",
                "arn:aws:iam::111111111111:role/r",
                "111111111111",
                RequestContext.EMPTY);

        assertThat(DenialText.of(request, Decision.implicit(PolicyType.TRUST)))
                .isEqualTo("Roles may not be assumed by root accounts.");
    }

    private static String text(String action, String resource, Decision decision) {
        return DenialText.of(new AccessRequest(BOB, action, resource, "111111111111", RequestContext.EMPTY), decision);
    }
}
