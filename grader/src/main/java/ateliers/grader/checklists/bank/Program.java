package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Stack;
import ateliers.grader.targets.RequestSigner;
import ateliers.grader.variety.Variety;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * A program that calls the bank's API: an IAM user, and the key that it signs with.
 *
 * @param arn of the user
 */
record Program(String arn, AwsBasicCredentials key) {
    private static final int LONGEST_NAME = 24;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MAY_CALL = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}""";

    /** One who may call each API of the account. */
    static Program allowed(Stack stack) {
        String name = stack.named(Variety.resourceName(LONGEST_NAME));
        Program program = stranger(stack, name);
        stack.aws()
                .iam()
                .putUserPolicy(r -> r.userName(name)
                        .policyName(Variety.resourceName(LONGEST_NAME))
                        .policyDocument(MAY_CALL));
        return program;
    }

    /** One of the account who may do nothing. */
    static Program stranger(Stack stack) {
        return stranger(stack, stack.named(Variety.resourceName(LONGEST_NAME)));
    }

    private static Program stranger(Stack stack, String name) {
        var iam = stack.aws().iam();
        String arn = iam.createUser(r -> r.userName(name)).user().arn();
        AccessKey key = iam.createAccessKey(r -> r.userName(name)).accessKey();
        AwsBasicCredentials known = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
        stack.await(() -> stack.aws().areKnown(known), SOON);
        return new Program(arn, known);
    }

    /** The same, who has got his secret wrong. */
    Program mistaken() {
        String secret = key.secretAccessKey();
        return new Program(
                arn, AwsBasicCredentials.create(key.accessKeyId(), secret.substring(0, secret.length() - 4) + "abcd"));
    }

    RequestSigner signer(Stack stack) {
        return new RequestSigner(key, stack.region());
    }
}
