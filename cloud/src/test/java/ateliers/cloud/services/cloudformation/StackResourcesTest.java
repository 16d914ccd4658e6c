package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class StackResourcesTest {

    private Cloud cloud;
    private CloudFormationClient cfn;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cfn = cloud.door().as(cloud.root(), CloudFormationClient.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void makesABucketThatTellsATopicWhichTellsAQueue() {
        create("""
                Resources:
                  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: Dépôts}}
                  TopicPolicy:
                    Type: AWS::SNS::TopicPolicy
                    Properties:
                      Topics: [!Ref Topic]
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: sns:Publish, Resource: !Ref Topic}]
                  Queue: {Type: AWS::SQS::Queue}
                  QueuePolicy:
                    Type: AWS::SQS::QueuePolicy
                    Properties:
                      Queues: [!Ref Queue]
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn}]
                  Subscription:
                    Type: AWS::SNS::Subscription
                    Properties: {TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn, RawMessageDelivery: true}
                  Bucket:
                    Type: AWS::S3::Bucket
                    DependsOn: TopicPolicy
                    Properties:
                      VersioningConfiguration: {Status: Enabled}
                      NotificationConfiguration:
                        TopicConfigurations:
                          - Event: s3:ObjectCreated:*
                            Topic: !Ref Topic
                            Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}
                """);
        S3Client s3 = cloud.door().as(cloud.root(), S3Client.class);
        String bucket = physicalId("Bucket");

        assertThat(bucket).startsWith("shop-bucket-").isLowerCase();
        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(bucket)).topicConfigurations())
                .singleElement()
                .satisfies(each -> assertThat(each.topicArn()).isEqualTo(physicalId("Topic")));
        s3.putObject(r -> r.bucket(bucket).key("in/a"), RequestBody.fromString("a"));
        SqsClient sqs = cloud.door().as(cloud.root(), SqsClient.class);
        settle();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(physicalId("Queue")).maxNumberOfMessages(10))
                        .messages())
                .anyMatch(each -> each.body().contains("ObjectCreated:Put"));
    }

    @Test
    void deletesWhatItMade() {
        create("""
                Resources:
                  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}
                  Bucket: {Type: AWS::S3::Bucket}
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Policy:
                    Type: AWS::IAM::Policy
                    Properties:
                      PolicyName: p
                      Roles: [!Ref Role]
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Action: sns:Publish, Resource: !Ref Topic}]
                """);
        IamClient iam = cloud.door().as(cloud.root(), IamClient.class);
        assertThat(iam.listRolePolicies(r -> r.roleName(physicalId("Role"))).policyNames())
                .containsExactly("p");

        cfn.deleteStack(r -> r.stackName("shop"));
        settle();

        assertThat(cfn.describeStacks().stacks()).isEmpty();
        assertThat(iam.listRoles().roles()).isEmpty();
        assertThat(cloud.door().as(cloud.root(), S3Client.class).listBuckets().buckets())
                .isEmpty();
        assertThat(cloud.door().as(cloud.root(), SnsClient.class).listTopics().topics())
                .isEmpty();
    }

    @Test
    void makesTheFunctionsOfASamTemplateOutOfCodeInABucket() throws IOException {
        S3Client s3 = cloud.door().as(cloud.root(), S3Client.class);
        s3.createBucket(r -> r.bucket("code-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(r -> r.bucket("code-of-the-shop").key("f.jar"), RequestBody.fromBytes(jar()));

        create("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: s3://code-of-the-shop/f.jar
                      Handler: shop.Hello::handle
                      Runtime: java21
                      MemorySize: 256
                      Environment: {Variables: {TOPIC: !Ref Topic}}
                      Events:
                        Told: {Type: SNS, Properties: {Topic: !Ref Topic}}
                """);

        LambdaClient lambda = cloud.door().as(cloud.root(), LambdaClient.class);
        var function = lambda.getFunctionConfiguration(r -> r.functionName(physicalId("Hello")));
        assertThat(function.memorySize()).isEqualTo(256);
        assertThat(function.environment().variables()).containsEntry("TOPIC", physicalId("Topic"));
        assertThat(lambda.getPolicy(r -> r.functionName(physicalId("Hello"))).policy())
                .contains("sns.amazonaws.com");
        cfn.deleteStack(r -> r.stackName("shop"));
        settle();
        assertThat(lambda.listFunctions().functions()).isEmpty();
        assertThat(cfn.describeStacks().stacks()).isEmpty();
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("shop/Hello.class"));
            zip.write(new byte[] {1});
        }
        return bytes.toByteArray();
    }

    private void create(String template) {
        cfn.createStack(r -> r.stackName("shop")
                .templateBody(template)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        settle();
        assertThat(cfn.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .filteredOn(each -> each.resourceStatusAsString().endsWith("FAILED"))
                .extracting(each -> each.logicalResourceId() + ": " + each.resourceStatusReason())
                .isEmpty();
    }

    private void settle() {
        assertThat(cloud.clock().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private String physicalId(String logicalId) {
        return cfn.describeStackResource(r -> r.stackName("shop").logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }
}
