package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void theMappingHasTheTagsOfItsPropertyAndOfItsStack() {
        putCode("f.jar", 1);
        String withTags = QUEUE_EVENT + """
              Direct:
                Type: AWS::Lambda::EventSourceMapping
                Properties:
                  FunctionName: !Ref Hello
                  EventSourceArn: !GetAtt Other.Arn
                  Tags: [{Key: team, Value: shop}, {Key: stage, Value: test}]
              Other: {Type: AWS::SQS::Queue}
            """;
        assertThat(create(withTags).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        LambdaClient lambda = client(LambdaClient.class);
        String arn =
                lambda.getEventSourceMapping(r -> r.uuid(physicalId("Direct"))).eventSourceMappingArn();
        assertThat(lambda.listTags(r -> r.resource(arn)).tags())
                .containsEntry("team", "shop")
                .containsEntry("stage", "test")
                .containsEntry("aws:cloudformation:logical-id", "Direct");

        update(withTags.replace("{Key: team, Value: shop}, ", "").replace("Value: test", "Value: live"));

        assertThat(lambda.listTags(r -> r.resource(arn)).tags())
                .doesNotContainKey("team")
                .containsEntry("stage", "live")
                .containsEntry("aws:cloudformation:logical-id", "Direct");
    }

    /** See <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.Tutorial.html">the guide</a>. */
    @ParameterizedTest
    @CsvSource({"/stream/*, CREATE_COMPLETE", "/index/*, ROLLBACK_COMPLETE"})
    void theRightToListATablesStreamsMayBeOnThemAlone(String below, String status) {
        putCode("f.jar", 1);
        String template = """
                Resources:
                  Table:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      BillingMode: PAY_PER_REQUEST
                      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      StreamSpecification: {StreamViewType: NEW_IMAGE}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
                      Policies:
                        - PolicyName: stream
                          PolicyDocument:
                            Version: 2012-10-17
                            Statement:
                              - Effect: Allow
                                Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']
                                Resource: !Sub '${Table.Arn}/stream/*'
                              - {Effect: Allow, Action: 'dynamodb:ListStreams', Resource: !Sub '${Table.Arn}BELOW'}
                  Function:
                    Type: AWS::Lambda::Function
                    Properties:
                      Runtime: java21
                      Handler: shop.Hello
                      Role: !GetAtt Role.Arn
                      Code: {S3Bucket: code-of-the-shop, S3Key: f.jar}
                  Mapping:
                    Type: AWS::Lambda::EventSourceMapping
                    Properties: {FunctionName: !Ref Function, EventSourceArn: !GetAtt Table.StreamArn, StartingPosition: LATEST}
                """;

        assertThat(create(template.replace("BELOW", below)).stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo(status);
    }
}
