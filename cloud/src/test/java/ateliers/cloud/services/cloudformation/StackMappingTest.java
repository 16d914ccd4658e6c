package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

class StackMappingTest extends StackFixture {

    private static final String QUEUE_EVENT = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Queue: {Type: AWS::SQS::Queue}
              Hello:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: s3://code-of-the-shop/f.jar
                  Handler: shop.Hello::handle
                  Runtime: java21
                  Events:
                    Orders:
                      Type: SQS
                      Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]}
            """;

    @Test
    void makesChangesAndDeletesTheMappingOfAQueue() {
        putCode("f.jar", 1);
        assertThat(create(QUEUE_EVENT).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        LambdaClient lambda = client(LambdaClient.class);
        String id = physicalId("HelloOrders");
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).functionResponseTypesAsStrings())
                .containsExactly("ReportBatchItemFailures");

        update(QUEUE_EVENT.replace("BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]", "BatchSize: 7"));

        assertThat(physicalId("HelloOrders")).isEqualTo(id);
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).batchSize()).isEqualTo(7);
        assertThat(lambda.getEventSourceMapping(r -> r.uuid(id)).functionResponseTypes())
                .isEmpty();
        delete();
        assertThat(lambda.listFunctions().functions()).isEmpty();
    }
}
