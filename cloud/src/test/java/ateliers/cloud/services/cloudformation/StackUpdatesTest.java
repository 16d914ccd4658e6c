package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

class StackUpdatesTest extends StackFixture {

    private static final String FUNCTION = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  Description: one
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole]
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Roles: [!Ref Role]
                  PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: '*'}]}
              Hello:
                Type: AWS::Lambda::Function
                Properties:
                  Code: {S3Bucket: code-of-the-shop, S3Key: one.jar}
                  Handler: shop.Hello::handle
                  Runtime: java21
                  Role: !GetAtt Role.Arn
                  Timeout: 7
                  Environment: {Variables: {MODE: one}}
              Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Hello, Description: one}}
              Live:
                Type: AWS::Lambda::Alias
                Properties: {FunctionName: !Ref Hello, FunctionVersion: !GetAtt Version.Version, Name: live}
              Retries:
                Type: AWS::Lambda::EventInvokeConfig
                Properties: {FunctionName: !Ref Hello, Qualifier: !GetAtt Version.Version, MaximumRetryAttempts: 1}
              Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: one}}
              Permission:
                Type: AWS::Lambda::Permission
                Properties:
                  FunctionName: !Ref Hello
                  Action: lambda:InvokeFunction
                  Principal: sns.amazonaws.com
                  SourceArn: !Ref Topic
              Subscription:
                Type: AWS::SNS::Subscription
                DependsOn: Permission
                Properties: {TopicArn: !Ref Topic, Protocol: lambda, Endpoint: !GetAtt Hello.Arn, FilterPolicy: {a: [one]}}
              Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Hello}', RetentionInDays: 7}}
            """;

    private LambdaClient lambda;

    @BeforeEach
    void prepare() {
        lambda = client(LambdaClient.class);
        putCode("one.jar", 1);
        putCode("two.jar", 2);
        var stack = create(FUNCTION);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
    }

    private void change(String from, String to) {
        assertThat(FUNCTION).contains(from);
        var stack = update(FUNCTION.replace(from, to));
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void makesVersionsAliasesAndRetries() {
        String name = physicalId("Hello");

        assertThat(lambda.getAlias(r -> r.functionName(name).name("live")).functionVersion())
                .isEqualTo("1");
        assertThat(lambda.getFunctionEventInvokeConfig(r -> r.functionName(name).qualifier("1"))
                        .maximumRetryAttempts())
                .isEqualTo(1);
        delete();
        assertThat(lambda.listFunctions().functions()).isEmpty();
        assertThat(client(IamClient.class).listRoles().roles()).isEmpty();
    }

    @Test
    void changesAFunctionInPlace() {
        String name = physicalId("Hello");
        String code = lambda.getFunctionConfiguration(r -> r.functionName(name)).codeSha256();

        update(FUNCTION.replace("one.jar", "two.jar")
                .replace("      Timeout: 7\n", "")
                .replace("MODE: one", "MODE: two"));

        assertThat(physicalId("Hello")).isEqualTo(name);
        var after = lambda.getFunctionConfiguration(r -> r.functionName(name));
        assertThat(after.codeSha256()).isNotEqualTo(code);
        assertThat(after.timeout()).isEqualTo(3);
        assertThat(after.environment().variables()).containsEntry("MODE", "two");
    }

    @Test
    void setsWhatBecomesOfLoops() {
        change("      Timeout: 7\n", "      Timeout: 7\n      RecursiveLoop: Allow\n");
        assertThat(recursiveLoop()).isEqualTo("Allow");

        update(FUNCTION);

        assertThat(recursiveLoop()).isEqualTo("Terminate");
    }

    @Test
    void setsHowLogsAreWritten() {
        change(
                "      Timeout: 7\n",
                "      Timeout: 7\n      LoggingConfig: {LogFormat: JSON, SystemLogLevel: WARN, LogGroup: /atelier/hello}\n");
        var json = lambda.getFunctionConfiguration(r -> r.functionName(physicalId("Hello")))
                .loggingConfig();
        assertThat(json.logFormatAsString()).isEqualTo("JSON");
        assertThat(json.systemLogLevelAsString()).isEqualTo("WARN");
        assertThat(json.logGroup()).isEqualTo("/atelier/hello");

        update(FUNCTION);

        var text = lambda.getFunctionConfiguration(r -> r.functionName(physicalId("Hello")))
                .loggingConfig();
        assertThat(text.logFormatAsString()).isEqualTo("Text");
        assertThat(text.logGroup()).isEqualTo("/aws/lambda/" + physicalId("Hello"));
    }

    private String recursiveLoop() {
        return lambda.getFunctionRecursionConfig(r -> r.functionName(physicalId("Hello")))
                .recursiveLoopAsString();
    }

    @Test
    void replacesAFunctionThatGetsAName() {
        change("Handler: shop", "FunctionName: hello\n      Handler: shop");

        assertThat(lambda.listFunctions().functions())
                .extracting(each -> each.functionName())
                .containsExactly("hello");
        assertThat(lambda.getPolicy(r -> r.functionName("hello")).policy()).contains("sns.amazonaws.com");
    }

    @Test
    void pointsAnAliasToANewVersion() {
        update(FUNCTION.replace("one.jar", "two.jar")
                .replace("FunctionName: !Ref Hello, Description: one", "FunctionName: !Ref Hello, Description: two"));

        assertThat(lambda.getAlias(r -> r.functionName(physicalId("Hello")).name("live"))
                        .functionVersion())
                .isEqualTo("2");
    }

    @Test
    void changesRetriesInPlace() {
        change("MaximumRetryAttempts: 1", "MaximumRetryAttempts: 0");

        assertThat(lambda.getFunctionEventInvokeConfig(
                                r -> r.functionName(physicalId("Hello")).qualifier("1"))
                        .maximumRetryAttempts())
                .isZero();
    }

    @Test
    void changesATopicInPlaceAndReplacesItForAName() {
        SnsClient sns = client(SnsClient.class);
        String arn = physicalId("Topic");

        change("DisplayName: one", "DisplayName: two");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(arn)).attributes()).containsEntry("DisplayName", "two");
        change("DisplayName: one", "TopicName: named");

        assertThat(sns.listTopics().topics())
                .extracting(each -> each.topicArn())
                .singleElement()
                .asString()
                .endsWith(":named");
        assertThat(sns.listSubscriptions().subscriptions())
                .singleElement()
                .satisfies(each -> assertThat(each.topicArn()).endsWith(":named"));
    }

    @Test
    void changesASubscriptionInPlace() {
        String arn = physicalId("Subscription");

        change("{a: [one]}", "{a: [two]}");

        assertThat(physicalId("Subscription")).isEqualTo(arn);
        assertThat(client(SnsClient.class)
                        .getSubscriptionAttributes(r -> r.subscriptionArn(arn))
                        .attributes()
                        .get("FilterPolicy"))
                .contains("two");
    }

    @Test
    void replacesAPermission() {
        change("Principal: sns.amazonaws.com\n      SourceArn: !Ref Topic", "Principal: s3.amazonaws.com");

        assertThat(lambda.getPolicy(r -> r.functionName(physicalId("Hello"))).policy())
                .contains("s3.amazonaws.com")
                .doesNotContain("sns.amazonaws.com");
    }

    @Test
    void changesARoleInPlace() {
        IamClient iam = client(IamClient.class);
        String name = physicalId("Role");

        change("AWSLambdaSQSQueueExecutionRole", "AWSLambdaBasicExecutionRole");

        assertThat(physicalId("Role")).isEqualTo(name);
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
                .extracting(each -> each.policyName())
                .contains("AWSLambdaBasicExecutionRole")
                .doesNotContain("AWSLambdaSQSQueueExecutionRole")
                .hasSize(2);
    }

    @Test
    void givesAManagedPolicyANewVersion() {
        IamClient iam = client(IamClient.class);
        String arn = physicalId("Policy");

        change("sns:Publish', Resource", "sqs:SendMessage', Resource");

        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v2");
    }

    @Test
    void changesTheRetentionOfALogGroup() {
        change("RetentionInDays: 7", "RetentionInDays: 14");

        assertThat(client(CloudWatchLogsClient.class).describeLogGroups().logGroups())
                .singleElement()
                .satisfies(each -> assertThat(each.retentionInDays()).isEqualTo(14));
    }
}
