package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import java.util.regex.Pattern;

/** Outputs whose value must have a certain shape: with another, the SDK's clients would refuse it before AWS is asked. */
public final class OutputShape {
    /** @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">naming rules</a> */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private static final Pattern TOPIC = Pattern.compile("arn:[^:]+:sns:[^:]+:\\d{12}:[\\w-]+(\\.fifo)?");

    private OutputShape() {}

    /** An Output that is a topic's ARN, not its name. */
    public static String topic(Stack stack, String key) {
        String value = stack.output(key);
        Expectation.that("La sortie %s est l'ARN d'un sujet SNS.".formatted(key))
                .expected("un ARN, comme arn:aws:sns:eu-west-3:123456789012:sujet")
                .seen(value)
                .hint("!Ref d'un sujet donne son ARN ; !GetAtt …TopicName donne autre chose.")
                .holdsIf(TOPIC.matcher(value).matches());
        return value;
    }

    /** An Output that is a bucket's name, not its ARN and not its address. */
    public static String bucket(Stack stack, String key) {
        String value = stack.output(key);
        Expectation.that("La sortie %s est le nom d'un bucket.".formatted(key))
                .expected("un nom, comme depots-123")
                .seen(value)
                .hint("!Ref d'un bucket donne son nom ; !GetAtt …Arn donne autre chose.")
                .holdsIf(BUCKET.matcher(value).matches());
        return value;
    }
}
