package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class StackPropertiesTest extends StackFixture {

    private static final String BUCKET = """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketEncryption:
                    ServerSideEncryptionConfiguration:
                      - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}
                  OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerEnforced}]}
                  PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true}
                  CorsConfiguration:
                    CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ['*'], MaxAge: 60}]
                  VersioningConfiguration: {Status: Enabled}
                  Tags: [{Key: team, Value: shop}]
            """;

    @Test
    void configuresABucket() {
        create(BUCKET);
        S3Client s3 = client(S3Client.class);
        String bucket = physicalId("Bucket");

        assertThat(s3.getBucketEncryption(r -> r.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithmAsString())
                .isEqualTo("AES256");
        assertThat(s3.getBucketOwnershipControls(r -> r.bucket(bucket))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnershipAsString())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(s3.getPublicAccessBlock(r -> r.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .blockPublicPolicy())
                .isTrue();
        assertThat(s3.getBucketCors(r -> r.bucket(bucket)).corsRules().get(0).maxAgeSeconds())
                .isEqualTo(60);
        assertThat(s3.getBucketTagging(r -> r.bucket(bucket)).tagSet())
                .extracting(each -> each.key() + "=" + each.value())
                .contains("team=shop", "aws:cloudformation:logical-id=Bucket")
                .hasSize(4);
    }

    @Test
    void leavesTextWhereAwsTakesAnObjectToTheWordsOfAws() {
        create("""
                Resources:
                  F:
                    Type: AWS::Lambda::Function
                    Properties: {Role: r, Runtime: java21, Handler: a.B, Code: 's3://bucket/key'}
                """);

        assertThat(cfn.describeEvents(r -> r.stackName("shop")).operationEvents())
                .anyMatch(each ->
                        "#/Code: expected type: JSONObject, found: String".equals(each.validationStatusReason()));
    }

    @Test
    void takesAQueuesConfigurationAwayAgain() {
        create("""
                Resources:
                  Dead: {Type: AWS::SQS::Queue}
                  Queue:
                    Type: AWS::SQS::Queue
                    Properties:
                      DelaySeconds: 5
                      VisibilityTimeout: 60
                      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 2}
                """);
        update("Resources: {Dead: {Type: AWS::SQS::Queue}, Queue: {Type: AWS::SQS::Queue}}");

        assertThat(client(SqsClient.class)
                        .getQueueAttributes(r -> r.queueUrl(physicalId("Queue")).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings())
                .containsEntry("DelaySeconds", "0")
                .containsEntry("VisibilityTimeout", "30")
                .doesNotContainKey("RedrivePolicy");
    }

    @Test
    void takesABucketsConfigurationAwayAgain() {
        create(BUCKET);
        update("Resources: {Bucket: {Type: AWS::S3::Bucket}}");
        S3Client s3 = client(S3Client.class);
        String bucket = physicalId("Bucket");

        assertThat(s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString())
                .isEqualTo("Suspended");
        assertThatThrownBy(() -> s3.getBucketCors(r -> r.bucket(bucket)))
                .hasMessageContaining("The CORS configuration does not exist");
        assertThatThrownBy(() -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)))
                .hasMessageContaining("The bucket ownership controls were not found");
        assertThatThrownBy(() -> s3.getPublicAccessBlock(r -> r.bucket(bucket)))
                .hasMessageContaining("The public access block configuration was not found");
        assertThat(s3.getBucketTagging(r -> r.bucket(bucket)).tagSet())
                .extracting(Tag::key)
                .allMatch(key -> key.startsWith("aws:cloudformation:"));
    }

    @Test
    void writesPropertiesWithoutEffectIntoTheJournal() {
        create(BUCKET);

        assertThat(cloud.journal().entries())
                .filteredOn(each -> each.kind() == Entry.Kind.INERT)
                .extracting(Object::toString)
                .anyMatch(each -> each.contains("ServerSideEncryptionConfiguration"))
                .noneMatch(each -> each.contains("aws:cloudformation:*"));
    }

    /** As the bucket that {@code sam deploy --resolve-s3} makes for itself asks for it. */
    @Test
    void encryptsABucketWithTheKeyThatAwsManages() {
        create(encrypted("{SSEAlgorithm: 'aws:kms'}"));
        String bucket = physicalId("Bucket");

        assertThat(client(S3Client.class)
                        .putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("hello"))
                        .ssekmsKeyId())
                .contains(":key/");
    }

    @Test
    void refusesACustomersKeyBeforeAnythingIsMade() {
        assertThatThrownBy(() -> create(encrypted("{SSEAlgorithm: 'aws:kms', KMSMasterKeyID: alias/mine}")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("AWS::S3::Bucket encrypted with a KMS key of one's own");

        assertThat(client(S3Client.class).listBuckets().buckets()).isEmpty();
    }

    private static String encrypted(String byDefault) {
        return """
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: %s}]}
                """.formatted(byDefault);
    }

    /** See <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html">Rule</a>. */
    @Test
    void givesABucketItsLifecycleRules() {
        create("""
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      LifecycleConfiguration:
                        Rules:
                          - {Id: old, Status: Enabled, ExpirationInDays: 90, Prefix: logs/, ObjectSizeGreaterThan: '5'}
                          - Id: cold
                            Status: Disabled
                            Transitions: [{StorageClass: GLACIER, TransitionInDays: 30}]
                            NoncurrentVersionExpiration: {NoncurrentDays: 7, NewerNoncurrentVersions: 2}
                            AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}
                          - {Id: date, Status: Enabled, ExpirationDate: '2030-01-01T00:00:00Z', TagFilters: [{Key: k, Value: v}]}
                """);
        S3Client s3 = client(S3Client.class);
        String bucket = physicalId("Bucket");

        var rules = s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules();
        assertThat(rules.get(0).expiration().days()).isEqualTo(90);
        assertThat(rules.get(0).filter().and().prefix()).isEqualTo("logs/");
        assertThat(rules.get(0).filter().and().objectSizeGreaterThan()).isEqualTo(5);
        assertThat(rules.get(1).statusAsString()).isEqualTo("Disabled");
        assertThat(rules.get(1).filter().prefix()).isEmpty();
        assertThat(rules.get(1).transitions().get(0).days()).isEqualTo(30);
        assertThat(rules.get(1).noncurrentVersionExpiration().newerNoncurrentVersions())
                .isEqualTo(2);
        assertThat(rules.get(1).abortIncompleteMultipartUpload().daysAfterInitiation())
                .isEqualTo(1);
        assertThat(rules.get(2).expiration().date()).hasToString("2030-01-01T00:00:00Z");
        assertThat(rules.get(2).filter().tag().key()).isEqualTo("k");

        update("Resources: {Bucket: {Type: AWS::S3::Bucket}}");
        assertThatThrownBy(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)))
                .hasMessageContaining("The lifecycle configuration does not exist");
    }

    @Test
    void refusesSourceTextForJava() {
        create("""
                Resources:
                  Hello:
                    Type: AWS::Lambda::Function
                    Properties:
                      Code: {ZipFile: 'class Hello {}'}
                      Handler: Hello
                      Runtime: java21
                      Role: arn:aws:iam::123456789012:role/r
                """);

        assertThat(events())
                .anyMatch(each -> each.startsWith("Hello CREATE_FAILED")
                        && each.contains("ZipFile can only be used when Runtime is set to either of nodejs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::CloudFormation::WaitConditionHandle", "AWS::CloudFormation::WaitCondition"})
    void namesResourceTypesThatThisCloudLacks(String type) {
        String name = type.split(",")[0];

        assertThatThrownBy(() -> create("Resources: {Waits: {Type: " + type + "}}"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the resource type " + name);
    }

    private static final String PEOPLE = """
            Resources:
              Writers:
                Type: AWS::IAM::Group
                Properties:
                  Policies:
                    - PolicyName: write
                      PolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}
              Jeanne:
                Type: AWS::IAM::User
                Properties:
                  UserName: jeanne
                  Groups: [!Ref Writers]
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]
              Key: {Type: AWS::IAM::AccessKey, Properties: {UserName: !Ref Jeanne}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}]
              Profile: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref Role]}}
            Outputs:
              Secret: {Value: !GetAtt Key.SecretAccessKey}
              Arn: {Value: !GetAtt Jeanne.Arn}
            """;

    @Test
    void makesAndDeletesUsersGroupsKeysAndProfiles() {
        var stack = create(PEOPLE);
        IamClient iam = client(IamClient.class);

        assertThat(output(stack, "Secret")).isNotBlank();
        assertThat(output(stack, "Arn")).endsWith(":user/jeanne");
        assertThat(iam.listGroupsForUser(r -> r.userName("jeanne")).groups()).hasSize(1);
        assertThat(iam.getInstanceProfile(r -> r.instanceProfileName(physicalId("Profile")))
                        .instanceProfile()
                        .roles())
                .hasSize(1);
        update(PEOPLE.replace("      Groups: [!Ref Writers]\n", ""));
        assertThat(iam.listGroupsForUser(r -> r.userName("jeanne")).groups()).isEmpty();
        update(PEOPLE.replace("{UserName: !Ref Jeanne}", "{UserName: !Ref Jeanne, Status: Inactive}"));
        assertThat(iam.listAccessKeys(r -> r.userName("jeanne")).accessKeyMetadata())
                .extracting(AccessKeyMetadata::statusAsString)
                .containsExactly("Inactive");

        delete();
        assertThat(iam.listUsers().users()).isEmpty();
        assertThat(iam.listGroups().groups()).isEmpty();
        assertThat(iam.listInstanceProfiles().instanceProfiles()).isEmpty();
    }
}
