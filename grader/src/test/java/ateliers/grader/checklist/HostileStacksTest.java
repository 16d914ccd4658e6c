package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.build.Built;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Packager;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.EmbeddedTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rights that are too wide, by ways round the place where a template usually gives them. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileStacksTest {
    private static final String TEMPLATE = """
            Parameters:
              Etoile: {Type: String, Default: "*"}
              Vide: {Type: String, Default: ""}
            Mappings:
              Noms: {tous: {valeur: "*"}}
            Conditions:
              Toujours: !Equals [a, a]
            Resources:
              Sujet:
                Type: AWS::SNS::Topic
              Recus:
                Type: AWS::S3::Bucket
              File:
                Type: AWS::SQS::Queue
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: &confiance
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  Policies:
                    - PolicyName: Droits
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement: [%s]
            """;
    private static final String NARROW = "{Effect: Allow, Action: 'sns:Publish', Resource: !Ref Sujet}";

    private EmbeddedTarget target;
    private AwsClients aws;
    private int stacks;

    @TempDir
    Path folder;

    @BeforeAll
    void start() {
        target = EmbeddedTarget.start();
        aws = new AwsClients(target);
    }

    @AfterAll
    void close() {
        aws.close();
        target.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'sns:Publish'                    | !Ref Etoile
            'sns:Publish'                    | !Sub '${Etoile}'
            'sns:Publish'                    | !Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Etoile}'
            'sns:Publish'                    | !Join [":", [arn, aws, sns, "*", "*", "*"]]
            'sns:Publish'                    | !FindInMap [Noms, tous, valeur]
            'sns:Publish'                    | !Select [1, !Split [",", "a,*"]]
            'sns:Publish'                    | !If [Toujours, "*", !Ref Sujet]
            'sns:Publish'                    | [!Ref Sujet, "*"]
            'sns:Publish'                    | !Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:autre-Sujet'
            'sns:Publish'                    | !Sub 'arn:aws:sns:${AWS::Region}:999999999999:Sujet'
            'sns:Publish'                    | !Sub 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:*${Vide}'
            's3:GetObject'                   | !Sub 'arn:aws:s3:::${Vide}*'
            's3:GetObject'                   | !Sub '${Recus.Arn}*'
            's3:GetObject'                   | arn:aws:s3:::autre-bucket/*
            's3:*'                           | !Sub '${Recus.Arn}/*'
            '*'                              | !Ref Sujet
            'sns:*'                          | !Ref Sujet
            'lambda:InvokeFunction'          | !Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:autre'
            'dynamodb:GetItem'               | !Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/autre'
            'sqs:SendMessage'                | !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:autre'
            'ssm:GetParameter'               | !Sub 'arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/*'
            'secretsmanager:GetSecretValue'  | !Sub 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*'
            'sts:AssumeRole'                 | !Sub 'arn:aws:iam::${AWS::AccountId}:role/autre'
            """)
    void byItsResource(String action, String resource) throws Exception {
        assertThat(excesses("{Effect: Allow, Action: %s, Resource: %s}".formatted(action, resource), ""))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Type: AWS::IAM::Policy, Properties: {PolicyName: P, Roles: [!Ref Role], PolicyDocument: %s}
            Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Role], PolicyDocument: %s}
            Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: %s}
            Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: *confiance, Policies: [{PolicyName: P, PolicyDocument: %s}]}
            Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: *confiance, ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']}
            Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole'}]}}
            Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: '999999999999'}, Action: 'sts:AssumeRole'}]}}
            Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref File], PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: '*', Action: 'sqs:*', Resource: !GetAtt File.Arn}]}}
            Type: AWS::SNS::TopicPolicy, Properties: {Topics: [!Ref Sujet], PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: '*'}, Action: 'sns:Publish', Resource: !Ref Sujet}]}}
            Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Recus, PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: '999999999999'}, Action: 's3:GetObject', Resource: !Sub '${Recus.Arn}/*'}]}}
            """)
    void byAnotherResource(String resource) throws Exception {
        String all = "{Version: '2012-10-17', Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: '*'}]}";

        assertThat(excesses(NARROW, "  Autre: {" + resource.replace("%s", all) + "}\n"))
                .isNotEmpty();
    }

    private List<String> excesses(String statement, String more) throws Exception {
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(statement) + more);
        Packager packager = new Packager(template, new Built(folder, folder.resolve(Built.JAR), List.of()));
        var deployed = new Deployer(packager, Map.of()).deploy(target, aws, "pile" + ++stacks);
        return IamReview.excesses(new Stack(deployed, () -> null));
    }
}
