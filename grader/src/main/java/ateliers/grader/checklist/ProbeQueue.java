package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of the grader's own, which AWS's services send to and whose messages a probe reads.
 *
 * @param arn by which the stack's probes are known
 */
record ProbeQueue(Stack stack, String url, String arn) {
    /** Names are like those that people give, and may stand beside the names of another run. */
    private static final int LONGEST_NAME = 24;

    /** @param name of the queue */
    static ProbeQueue make(Stack stack, String name) {
        var sqs = stack.aws().sqs();
        String url = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        stack.probes().add(arn);
        return new ProbeQueue(stack, url, arn);
    }

    static String name(Stack stack) {
        return stack.named(Variety.resourceName(LONGEST_NAME));
    }

    /**
     * Lets a service send on behalf of a resource, and nobody else.
     *
     * @param service as {@code sns.amazonaws.com}
     */
    void admit(String service, String sourceArn) {
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"%s"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(service, arn, sourceArn);
        stack.aws()
                .sqs()
                .setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }
}
