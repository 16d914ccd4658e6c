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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a stack's roles through IAM. */
class IamReviewTest {
    private static EmbeddedTarget target;
    private static AwsClients aws;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        target = EmbeddedTarget.start();
        aws = new AwsClients(target);
    }

    @AfterAll
    static void close() {
        aws.close();
        target.close();
    }

    @Test
    void takesActionsWithoutResourceLevelPermissionOnEverything() throws Exception {
        assertThat(excesses("without-resource", """
                      ManagedPolicyArns:
                        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
                        - arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole
                      Policies:
                        - PolicyName: Lister
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - Effect: Allow
                                Action: [dynamodb:ListStreams, dynamodb:ListTables, secretsmanager:ListSecrets, events:ListRules]
                                Resource: "*"
                              - Effect: Allow
                                Action: sns:Publish
                                Resource: !Ref Sujet
                """)).isEmpty();
    }

    @Test
    void namesRolePolicyStatementAndWhatToWrite() throws Exception {
        assertThat(excesses("inline", """
                      Policies:
                        - PolicyName: Publier
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - Effect: Allow
                                Action: sns:?ublish
                                Resource: arn:aws:sns:*:*:*
                """))
                .containsExactly("Role, politique Publier, déclaration 1 : sns:?ublish (sns:Publish) est permis sur"
                        + " Resource \"arn:aws:sns:*:*:*\" (ligne 20 de template.yaml), plus que la pile n'a ; écris Resource:"
                        + " !Ref Sujet");
    }

    @Test
    void refusesNamesThatAnotherStackMayHave() throws Exception {
        assertThat(excesses("names", """
                      Policies:
                        - PolicyName: Publier
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - Effect: Allow
                                Action: sns:Publish
                                Resource: !Sub "arn:aws:sns:${AWS::Region}:*:${AWS::StackName}-*"
                """))
                .singleElement()
                .asString()
                .contains("déclaration 1 : sns:Publish : Resource \"arn:aws:sns:")
                .contains(":names-*\" (ligne 20 de template.yaml) vaut aussi pour names-autre, d'une autre pile");
    }

    @Test
    void refusesManagedPoliciesThatGiveTooMuch() throws Exception {
        assertThat(excesses("managed", """
                      ManagedPolicyArns:
                        - arn:aws:iam::aws:policy/AmazonSNSFullAccess
                        - arn:aws:iam::aws:policy/service-role/AWSLambdaRole
                        - !Ref Gestion
                  Gestion:
                    Type: AWS::IAM::ManagedPolicy
                    Properties:
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - {Effect: Allow, Action: "sns:P*", Resource: "*"}
                """))
                .hasSize(3)
                .anySatisfy(excess -> assertThat(excess).startsWith("Role, politique gérée AmazonSNSFullAccess : "))
                .anySatisfy(
                        excess -> assertThat(excess)
                                .startsWith(
                                        "Role, politique gérée AWSLambdaRole, déclaration 1 : lambda:InvokeFunction est permis"))
                .anySatisfy(excess -> assertThat(excess).contains("Gestion").contains("sns:P*"));
    }

    @Test
    void refusesRolesThatAnybodyMayTake() throws Exception {
        assertThat(excesses("trust", """
                  Ouvert:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
                          - {Effect: Allow, Principal: {AWS: "*"}, Action: sts:AssumeRole}
                """))
                .singleElement()
                .asString()
                .startsWith("Ouvert, politique de confiance (AssumeRolePolicyDocument), déclaration 2 : tout le monde");
    }

    private List<String> excesses(String stackName, String properties) throws Exception {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Sujet:
                    Type: AWS::SNS::Topic
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - Effect: Allow
                            Principal: {Service: lambda.amazonaws.com}
                            Action: sts:AssumeRole
                """ + properties);
        Packager packager = new Packager(template, new Built(folder, folder.resolve(Built.JAR), List.of()));
        var deployed = new Deployer(packager, Map.of()).deploy(target, aws, stackName);
        return IamReview.excesses(new Stack(deployed, () -> null));
    }
}
